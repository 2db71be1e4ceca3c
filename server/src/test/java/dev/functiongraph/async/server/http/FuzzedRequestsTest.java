package dev.functiongraph.async.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.server.Mutations;
import dev.functiongraph.async.server.TestCredentials;
import dev.functiongraph.async.server.TestCredentials.KeyPair;
import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.TestServer;
import dev.functiongraph.async.server.TestSignature;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that are nearly right. Longer with {@code -Dfuzz.cases=100000}; the same ones with {@code -Dfuzz.seed}. */
class FuzzedRequestsTest {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3}) ");
    private static final List<Integer> KNOWN = List.of(
            100, 200, 202, 204, 303, 304, 307, 400, 401, 403, 404, 405, 406, 413, 414, 415, 417, 426, 429, 431, 503,
            505);
    private static final List<String> OF_LIBRARIES =
            List.of("jetty", "jersey", "jackson", "Exception", "java.", "at org.", "<html");

    @TempDir
    Path dir;

    @Test
    void eachIsAnsweredAsTheContractSaysOrItsConnectionIsClosed() throws Exception {
        TestCredentials credentials = new TestCredentials(dir);
        String token = credentials.token().text();
        KeyPair key = credentials.key();
        try (TestServer server = TestServer.start(
                dir,
                TestFunctions.entry("fn", TestFunctions.Recording.class),
                "credentials-file",
                credentials.file().toString(),
                "max-refusal-delay",
                "1ms")) {
            List<String> corpus = corpus(server.port(), token, key);
            for (int i = 0; i < Mutations.CASES; i++) {
                long seed = Mutations.SEED + i;
                byte[] request = new Mutations(seed).of(corpus);
                String answer = answer(server.port(), request);
                String sent = "fuzz.seed=" + seed + ": " + new String(request, StandardCharsets.ISO_8859_1);
                for (Matcher status = STATUS.matcher(answer); status.find(); ) {
                    assertThat(Integer.parseInt(status.group(1))).as(sent).isIn(KNOWN);
                }
                if (!answer.contains(" 200 OK")) {
                    assertThat(answer).as(sent).doesNotContain(OF_LIBRARIES);
                }
                assertThat(answer).as(sent).doesNotContain(key.secretKey());
            }
            assertThat(answer(server.port(), corpus.get(0).getBytes(StandardCharsets.UTF_8)))
                    .startsWith("HTTP/1.1 202 ");
        }
    }

    private static String answer(int port, byte[] request) throws IOException {
        try (RawConnection connection = new RawConnection(port)) {
            return connection.send(request).endOutput().rest();
        } catch (SocketException e) {
            return ""; // What it had sent is lost where it closes before all was read.
        }
    }

    private static List<String> corpus(int port, String token, KeyPair key) {
        String invoke = TestServer.path("fn");
        String list = invoke.replace("invocations-async", "async-invocations?limit=2&status=WAIT");
        String cancel = invoke.replace("invocations-async", "cancel");
        String id = "{\"request_id\":\"e834cb5b-1b2b-4c6b-b41c-8bd10fd41826\"}";
        String withToken = "X-Auth-Token: " + token + "\r\n";
        return List.of(
                request("POST", invoke, port, withToken, "{\"k\":\"v\"}"),
                request("POST", invoke, port, signature(key, "POST", invoke, port, "{\"k\":\"v\"}"), "{\"k\":\"v\"}"),
                request("GET", list, port, withToken, ""),
                request("GET", list, port, signature(key, "GET", list, port, ""), ""),
                request("POST", cancel, port, withToken, id),
                request("GET", "/metrics", port, "Authorization: Bearer " + token + "\r\n", ""),
                request("GET", "/docs", port, "", ""),
                "POST " + invoke + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n" + withToken
                        + "Transfer-Encoding: chunked\r\n\r\n9\r\n{\"k\":\"v\"}\r\n0\r\n\r\n");
    }

    private static String signature(KeyPair key, String method, String target, int port, String body) {
        Map<String, String> signed = new TreeMap<>();
        signed.put("host", "localhost:" + port);
        signed.put("x-sdk-date", TestSignature.date(Instant.now()));
        return "X-Sdk-Date: " + signed.get("x-sdk-date") + "\r\nAuthorization: "
                + TestSignature.authorization(key, method, target, signed, body) + "\r\n";
    }

    private static String request(String method, String target, int port, String credentials, String body) {
        return method + " " + target + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n"
                + credentials + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }
}
