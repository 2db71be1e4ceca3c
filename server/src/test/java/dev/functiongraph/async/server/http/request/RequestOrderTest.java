package dev.functiongraph.async.server.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.server.TestCredentials;
import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.TestServer;
import dev.functiongraph.async.server.TestSignature;
import dev.functiongraph.async.server.credentials.Role;
import dev.functiongraph.async.server.http.RawConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A request with every fault: whenever the first is corrected, the next one in the contract's order is reported.
 */
class RequestOrderTest {
    private static final String OTHERS = TestCredentials.OTHER_PROJECT;
    private static final String LARGE = "x".repeat(262_145);
    private static final String TYPE = "Content-Type: text/plain\r\n";
    private static final String ACCEPT = "Accept: application/json;q=0\r\n";

    private TestServer server;

    @Test
    void theFirstFaultInTheContractsOrderDecides(@TempDir Path dir) throws Exception {
        TestCredentials credentials = new TestCredentials(dir);
        String others =
                "X-Auth-Token: " + credentials.token(Role.CALLER, OTHERS).text() + "\r\n";
        String token = "X-Auth-Token: " + credentials.token().text() + "\r\n";
        String off = TestFunctions.entry("off", TestFunctions.Recording.class, "enabled: false");
        try (TestServer started = TestServer.start(
                dir, off, "credentials-file", credentials.file().toString())) {
            server = started;
            assertThat(status("ab.sent", TYPE + ACCEPT, LARGE)).isEqualTo(401);
            assertThat(status("ab.sent", others + TYPE + ACCEPT, LARGE)).isEqualTo(403);
            assertThat(status("ab.sent", token + TYPE + ACCEPT, LARGE)).isEqualTo(413);
            assertThat(status("ab.sent", token + TYPE + ACCEPT, "[")).isEqualTo(415);
            assertThat(status("ab.sent", token + ACCEPT, "[")).isEqualTo(406);
            assertThat(status("ab.sent", token, "[")).isEqualTo(400);
            assertThat(status("absent", token, "[")).isEqualTo(400);
            assertThat(status("absent", token, "{}")).isEqualTo(404);
            assertThat(status("off", token, "{}")).isEqualTo(429);
        }
    }

    @Test
    void whatTheHeadersShowOfASignatureIsRefusedBeforeTheBodyAndTheRestAfterIt(@TempDir Path dir) throws Exception {
        TestCredentials credentials = new TestCredentials(dir);
        TestCredentials.KeyPair key = credentials.key();
        TestCredentials.KeyPair others = credentials.key(Role.CALLER, OTHERS);
        String off = TestFunctions.entry("off", TestFunctions.Recording.class, "enabled: false");
        try (TestServer started = TestServer.start(
                dir, off, "credentials-file", credentials.file().toString())) {
            server = started;
            String old = signed(key, "ab.sent", LARGE, Instant.now().minusSeconds(1_000));
            assertThat(status("ab.sent", old + TYPE + ACCEPT, LARGE)).isEqualTo(401);
            String wrong = signed(key, "ab.sent", "another body", Instant.now());
            assertThat(status("ab.sent", wrong + TYPE + ACCEPT, LARGE)).isEqualTo(413);
            assertThat(status("ab.sent", wrong + TYPE + ACCEPT, "[")).isEqualTo(401);
            assertThat(status("ab.sent", signed(others, "ab.sent", "[", Instant.now()) + TYPE, "["))
                    .isEqualTo(403);
            String right = signed(key, "ab.sent", "[", Instant.now());
            assertThat(status("ab.sent", right + TYPE + ACCEPT, "[")).isEqualTo(415);
            assertThat(status("ab.sent", right + ACCEPT, "[")).isEqualTo(406);
            assertThat(status("ab.sent", right, "[")).isEqualTo(400);
            assertThat(status("off", signed(key, "off", "{}", Instant.now()), "{}"))
                    .isEqualTo(429);
        }
    }

    private static String signed(TestCredentials.KeyPair key, String function, String body, Instant at) {
        Map<String, String> headers = Map.of("host", "localhost", "x-sdk-date", TestSignature.date(at));
        return "X-Sdk-Date: " + TestSignature.date(at) + "\r\nAuthorization: "
                + TestSignature.authorization(key, "POST", TestServer.path(function), headers, body) + "\r\n";
    }

    /** Of the answer, which has exactly one id. */
    private int status(String function, String headers, String body) throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            String answer = connection
                    .send("POST " + TestServer.path(function) + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                            + headers + "Content-Length: " + body.length() + "\r\n\r\n"
                            + (body.length() < 10 ? body : ""))
                    .rest();
            assertThat(answer).containsOnlyOnce("\r\nX-Request-Id: ");
            return Integer.parseInt(answer.substring("HTTP/1.1 ".length()).substring(0, 3));
        }
    }
}
