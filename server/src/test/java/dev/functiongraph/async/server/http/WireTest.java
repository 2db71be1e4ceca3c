package dev.functiongraph.async.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.server.LogLines;
import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that only a raw socket can send. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WireTest {
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String CLOSE = "Host: localhost\r\nConnection: close\r\n";

    private TestServer server;

    @BeforeAll
    void start(@TempDir Path dir) throws Exception {
        server = TestServer.start(dir, TestFunctions.entry("fn", TestFunctions.Recording.class));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "POST /v2/%zz/fgs HTTP/1.1,                    400, FSS.0400",
        "POST /v2/p/fgs/functions/a%2Fb/invocations-async HTTP/1.1, 400, FSS.0400",
        "POST /v2/p/fgs/functions/fn/invocations-async HTTP/1.1,    400, FSS.0400",
        "GET / HTTP/1.1,                               404, FSS.0404",
        "GET /v2/p/fgs/functions/fn/invocations-async HTTP/1.1,     405, FSS.0405",
        "OPTIONS /v2/p/fgs/functions/fn/invocations-async HTTP/1.1, 405, FSS.0405",
        "OPTIONS * HTTP/1.1,                           404, FSS.0404",
        "NONSENSE,                                     400, FSS.0400",
        "GET / HTTP/9.9,                               505, FSS.0505",
        "GET /,                                        505, FSS.0505",
    })
    void whatTheServerItselfRefusesIsAnErrorOfTheContract(String requestLine, int status, String code)
            throws IOException {
        String answer = exchange(requestLine + "\r\n" + CLOSE + "\r\n");

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertIsContractError(answer, code);
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/p/fgs/functions/fn/invocations-async, 300000, 413",
        "/nowhere,                                 300000, 413",
        "/v2/%zz,                                  300000, 400",
        "/v2/p/fgs/functions/fn/invocations-async,      x, 400",
    })
    void whoDoesNotWaitForABodyTellsThatTheConnectionWillBeClosed(String path, String length, int status)
            throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + JSON + "Content-Length: " + length
                    + "\r\n\r\n{");
            String answer = connection.rest();

            assertThat(answer).startsWith("HTTP/1.1 " + status + " ").containsPattern("(?i)\r\nConnection: close\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/p/fgs/functions/%0A/async-invocations",
                "/v2/p/fgs/functions//async-invocations",
                "/v2/p/fgs/functions/%25/async-invocations",
                "/v2/p/fgs/functions/a%2Fb/async-invocations",
                "/v2/p/fgs/functions/%2e%2e/async-invocations",
                "/v2/p/fgs/functions/%C3/async-invocations",
                "/v2/p/fgs/functions/a|b/async-invocations",
                "/v2/p/fgs/functions/..;/async-invocations",
                "/%5C",
                "/docs/%2e%2e/openapi.yaml",
                "/docs/..%2Fopenapi.yaml",
                "/docs?limit=%zz",
                "/docs?limit=%4"
            })
    void aUriThatIsNoneOrAmbiguousIsRefusedAndTheNextRequestOfTheConnectionServed(String path) throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\nPOST " + TestServer.path("fn")
                    + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
            String refusal = connection.answer();

            assertThat(refusal).startsWith("HTTP/1.1 400 ").doesNotContain("Connection: close");
            assertIsContractError(refusal, "FSS.0400");
            assertThat(connection.answer()).startsWith("HTTP/1.1 202 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET *", "GET #"})
    void whatCannotBeTakenForAPathIsAnsweredBeforeAnAnnouncedClose(String requestLine) throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(requestLine + " HTTP/1.1\r\nHost: localhost\r\n\r\n");

            assertThat(connection.answer()).containsPattern("(?i)\r\nConnection: close\r\n");
        }
    }

    @Test
    void aRefusedBodyThatIsThereLeavesTheConnectionOpen() throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            for (int i = 0; i < 2; i++) {
                connection.send("PUT " + TestServer.path("fn") + " HTTP/1.1\r\nHost: localhost\r\n" + JSON
                        + "Content-Length: 2\r\n\r\n{}");
                assertThat(connection.answer()).startsWith("HTTP/1.1 405 ").doesNotContain("Connection: close");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /docs?limit=abc",
                "GET /metrics?status=ok",
                "POST /v2/%s/fgs/functions/fn/invocations-async?limit=abc&marker=1&marker=2",
                "POST /v2/%s/fgs/functions/fn/invocations-async?x=a|b{}^`\\",
                "GET /docs?{}"
            })
    void whatOnlyTheListReadsFromAQueryIsNoErrorElsewhere(String request) throws IOException {
        assertThat(exchange(request.formatted(TestFunctions.PROJECT) + " HTTP/1.1\r\n" + CLOSE + "\r\n"))
                .containsPattern("^HTTP/1.1 20[02] ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=abc", "limit=1&limit=2", "status=", "marker=%2B1", "request_id=1-1-1-1-1"})
    void theListRefusesAQueryThatItCannotRead(String query) throws IOException {
        String list = TestServer.path("fn").replace("invocations-async", "async-invocations");
        String answer = exchange("GET " + list + "?" + query + " HTTP/1.1\r\n" + CLOSE + "\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ");
        assertIsContractError(answer, "FSS.0400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST invocations-async", "GET async-invocations", "POST cancel"})
    void aPathThatIsNearlyOneOfTheContractIsNone(String operation) throws IOException {
        String name = operation.substring(operation.indexOf(' ') + 1);
        String path = TestServer.path("fn").replace("invocations-async", name);
        for (String edited : new String[] {
            path + "/",
            path + ".json",
            path + "x",
            path + "/x",
            path + "%20",
            path.replace(name, name.toUpperCase(Locale.ROOT)),
            path.replace("/v2/", "/V2/"),
            path.replace("/fgs/", "/Fgs/"),
            path.replace("/v2/", "/v2/v2/")
        }) {
            assertThat(refusal(operation, edited)).as(edited).startsWith("HTTP/1.1 404 ");
        }
        for (String edited : new String[] {
            "/" + path,
            path + "//",
            path.replace("/fgs/", "//fgs/"),
            path.replace("/fgs/", "/fgs%2F"),
            path.replace("/" + name, "%2f" + name),
            path + ";x=y",
            path + ";",
            path.replace("/fgs/", "/fgs;x=y/"),
            path + "%00",
            path.replace("/functions/fn", "/functions/fn%00"),
            path.replace("/functions/fn", "/functions/%2566n")
        }) {
            assertThat(refusal(operation, edited)).as(edited).containsPattern("^HTTP/1.1 40[04] ");
        }
        assertThat(refusal("PUT ", path + ";x=y")).startsWith("HTTP/1.1 400 ");
        for (String edited : new String[] {"/docs/.." + path, "/." + path, path + "/.", path + "/.."}) {
            assertThat(refusal("PUT ", edited)).as(edited).startsWith("HTTP/1.1 404 ");
        }
    }

    @Test
    void whatAHostSaysIsNotLogged() throws IOException {
        try (LogLines log = LogLines.ofAll()) {
            exchange("GET / HTTP/1.1\r\nHost: one-secret\r\nHost: another-secret\r\n\r\n");
            exchange("GET / HTTP/1.1\r\nHost: [one-secret\r\n\r\n");
            exchange("GET / HTTP/1.1\r\nHost: one-secret:port\r\n\r\n");

            assertThat(log.with("secret")).isEmpty();
        }
    }

    private String refusal(String operation, String path) throws IOException {
        String method = operation.substring(0, operation.indexOf(' '));
        String answer = exchange(method + " " + path + " HTTP/1.1\r\n" + CLOSE + "Content-Length: 0\r\n\r\n");
        assertThat(answer).as(path).containsPattern("\"error_code\":\"FSS\\.040[04]\"");
        return answer;
    }

    @Test
    void anotherMethodIsToldWhichOneIsAllowed() throws IOException {
        assertThat(exchange("DELETE " + TestServer.path("fn") + " HTTP/1.1\r\n" + CLOSE + "\r\n"))
                .startsWith("HTTP/1.1 405 ")
                .containsIgnoringCase("\r\nAllow: POST\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\n{}\r\n0\r\n\r\n", "-2\r\n{}\r\n0\r\n\r\n", "2\r\n{}x\r\n0\r\n\r\n"})
    void aBodyWhoseChunksAreMalformedIsRefused(String chunks) throws IOException {
        String answer = exchange("POST " + TestServer.path("fn") + " HTTP/1.1\r\n" + CLOSE + JSON
                + "Transfer-Encoding: chunked\r\n\r\n" + chunks);

        assertThat(answer).startsWith("HTTP/1.1 400 ");
        assertIsContractError(answer, "FSS.0400");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json;q=0",
                "*/*, application/json; q=0.000",
                "application/*;q=0, */*;q=0.5, text/html",
            })
    void anAcceptThatNamesJsonInOrderToExcludeItIsRefused(String accept) throws IOException {
        String answer = exchange("POST " + TestServer.path("fn") + " HTTP/1.1\r\n" + CLOSE + "Accept: " + accept
                + "\r\n" + "Content-Length: 0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 406 ");
        assertIsContractError(answer, "FSS.0406");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json;q=0.1", "*/*;q=0, application/json", "text/html, */*;q=0.5"})
    void anAcceptThatIncludesJsonInTheEndIsServed(String accept) throws IOException {
        String answer = exchange("POST " + TestServer.path("fn") + " HTTP/1.1\r\n" + CLOSE + "Accept: " + accept
                + "\r\n" + "Content-Length: 0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 202 ");
    }

    @Test
    void aUriThatIsTooLongAndAHeaderThatIsTooLargeAreErrorsOfTheContract() throws IOException {
        String uri = exchange("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\n" + CLOSE + "\r\n");
        String header = exchange("GET / HTTP/1.1\r\n" + CLOSE + "X: " + "a".repeat(20_000) + "\r\n\r\n");

        assertThat(uri).startsWith("HTTP/1.1 414 ");
        assertIsContractError(uri, "FSS.0414");
        assertThat(header).startsWith("HTTP/1.1 431 ");
        assertIsContractError(header, "FSS.0431");
    }

    @Test
    void aHeaderThatCannotBeParsedIsAnErrorOfTheContract() throws IOException {
        String answer = exchange(post("Accept: ;;\r\nContent-Length: 2\r\n") + "{}");

        assertThat(answer).startsWith("HTTP/1.1 400 ");
        assertIsContractError(answer, "FSS.0400");
    }

    @Test
    void colonsOfTheUrnMayBeEscaped() throws IOException {
        String urn = TestFunctions.urn("fn");

        assertThat(exchange("POST " + TestServer.path(urn) + " HTTP/1.1\r\n" + CLOSE + "\r\n"))
                .startsWith("HTTP/1.1 202 Accepted\r\n");
        assertThat(exchange("POST " + TestServer.path(urn.replace(":", "%3A")) + " HTTP/1.1\r\n" + CLOSE + "\r\n"))
                .startsWith("HTTP/1.1 202 Accepted\r\n");
    }

    @Test
    void theJdksClientWithItsOfferOfHttp2IsAnswered() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + TestServer.path("fn")))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"k\":\"v\"}"))
                .build();

        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void whoAsksBeforeSendingABodyIsToldToGoOnOrNotTo() throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(post(JSON + "Expect: 100-continue\r\nContent-Length: 2\r\n"));
            assertThat(connection.head()).startsWith("HTTP/1.1 100 Continue");
            assertThat(connection.send("{}").head()).startsWith("HTTP/1.1 202 Accepted");
        }
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(post(JSON + "Expect: 100-continue\r\nContent-Length: 262145\r\n"));
            assertThat(connection.head()).startsWith("HTTP/1.1 413 ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Content-Length: 262145", "Content-Length: 4294967298", "Content-Length: 9223372036854775807"})
    void aDeclaredLengthOverTheLimitIsRefusedBeforeAnyOfTheBodyIsSent(String length) throws IOException {
        String answer = exchange(post(JSON + length + "\r\n"));

        assertThat(answer).startsWith("HTTP/1.1 413 ");
        assertIsContractError(answer, "FSS.0413");
    }

    @Test
    void aChunkedBodyOverTheLimitIsRefusedWhileItsEndIsStillOut() throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(post(JSON + "Transfer-Encoding: chunked\r\n"));
            String chunk = "2000\r\n" + "x".repeat(0x2000) + "\r\n";
            for (int sent = 0; sent <= 262_144; sent += 0x2000) {
                connection.send(chunk);
            }
            assertThat(connection.answer()).startsWith("HTTP/1.1 413 ").contains("\"FSS.0413\"");
        }
    }

    private static String post(String headers) {
        return "POST " + TestServer.path("fn") + " HTTP/1.1\r\n" + CLOSE + headers + "\r\n";
    }

    private String exchange(String request) throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            return connection.send(request).rest();
        }
    }

    private static void assertIsContractError(String answer, String code) {
        assertThat(answer)
                .containsIgnoringCase("\r\nContent-Type: application/json\r\n")
                .containsPattern("(?i)\r\nX-Request-Id: [0-9a-f-]{36}\r\n")
                .containsPattern("\\{\"error_code\":\"" + code + "\",\"error_msg\":\"[^\"]+\"}$")
                .doesNotContainIgnoringCase("exception")
                .doesNotContainIgnoringCase("jetty")
                .doesNotContainIgnoringCase("jersey");
    }
}
