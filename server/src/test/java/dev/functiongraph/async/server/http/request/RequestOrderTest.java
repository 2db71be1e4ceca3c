package dev.functiongraph.async.server.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.TestServer;
import dev.functiongraph.async.server.http.RawConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A request with every fault: whenever the first is corrected, the next one in the contract's order is reported.
 */
class RequestOrderTest {
    private static final String OTHERS = "x".repeat(32);
    private static final String LARGE = "x".repeat(262_145);

    private TestServer server;

    @Test
    void theFirstFaultInTheContractsOrderDecides(@TempDir Path dir) throws Exception {
        Path tokens = Files.writeString(
                dir.resolve("tokens.yaml"), "mine: " + TestFunctions.PROJECT + "\nanother: " + OTHERS + "\n");
        String off = TestFunctions.entry("off", TestFunctions.Recording.class, "enabled: false");
        try (TestServer started = TestServer.start(dir, off, "tokens-file", tokens.toString())) {
            server = started;
            String type = "Content-Type: text/plain\r\n";
            String accept = "Accept: application/json;q=0\r\n";
            assertThat(status("absent;x=y", type + accept, LARGE)).isEqualTo(401);
            assertThat(status("absent;x=y", "X-Auth-Token: another\r\n" + type + accept, LARGE))
                    .isEqualTo(403);
            String token = "X-Auth-Token: mine\r\n";
            assertThat(status("absent;x=y", token + type + accept, LARGE)).isEqualTo(413);
            assertThat(status("absent;x=y", token + type + accept, "[")).isEqualTo(415);
            assertThat(status("absent;x=y", token + accept, "[")).isEqualTo(406);
            assertThat(status("absent;x=y", token, "[")).isEqualTo(400);
            assertThat(status("absent", token, "[")).isEqualTo(400);
            assertThat(status("absent", token, "{}")).isEqualTo(404);
            assertThat(status("off", token, "{}")).isEqualTo(429);
        }
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
