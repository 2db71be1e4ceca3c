package dev.functiongraph.async.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.TestServer;
import dev.functiongraph.async.server.runtime.EchoFunction;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Idle or slow clients, on a server with short time limits. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class SlowClientsTest {
    private TestServer server;

    @BeforeAll
    void start(@TempDir Path dir) throws Exception {
        server = TestServer.start(
                dir, TestFunctions.entry("fn", EchoFunction.class), "idle-timeout", "2s", "body-timeout", "3s");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void anIdleConnectionIsClosed() throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            assertThat(connection.rest()).isEmpty();
        }
    }

    @Test
    void aRequestHeadThatDripsIsClosed() throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\nX: ");

            assertThat(drip(connection)).isEmpty();
        }
    }

    @Test
    void theNextRequestHeadThatDripsIsClosedToo() throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\nGET /");

            assertThat(connection.answer()).startsWith("HTTP/1.1 200 ");
            assertThat(drip(connection)).isEmpty();
        }
    }

    @Test
    void aBodyThatBreaksOffIsRefusedAndOneThatIsWholeIsNot() throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(post(10) + "{\"k\"").endOutput();

            assertThat(connection.rest()).startsWith("HTTP/1.1 400 ").contains("was incomplete");
        }
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(post(2) + "{}").endOutput();

            assertThat(connection.rest()).startsWith("HTTP/1.1 202 ");
        }
    }

    @Test
    void aBodyThatIsTooSlowIsRefusedBeforeItsTimeIsOver(@TempDir Path dir) throws Exception {
        try (TestServer patient = TestServer.start(
                        dir,
                        TestFunctions.entry("fn", EchoFunction.class),
                        "body-timeout",
                        "1h",
                        "min-data-rate",
                        "1KiB");
                RawConnection connection = new RawConnection(patient.port())) {
            connection.send(post(200_000));

            assertThat(drip(connection)).startsWith("HTTP/1.1 400 ").contains("timed out");
        }
    }

    @Test
    void aBodyThatStopsArrivingIsRefused() throws IOException {
        String answer = exchange(post(10) + "{\"k\"");

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("timed out");
    }

    @Test
    void aBodyThatDripsIsRefusedWhenItsTimeIsOver() throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(post(200_000));
            String answer = drip(connection);

            assertThat(answer).startsWith("HTTP/1.1 400 ").contains("timed out");
        }
    }

    /** Sends a byte whenever a while has passed without an answer. */
    private static String drip(RawConnection connection) throws IOException {
        for (int i = 0; i < 200; i++) {
            try {
                connection.send(" ");
            } catch (IOException e) {
                // Closed between the last look and now.
                return "";
            }
            if (connection.hasAnswerWithin(100)) {
                return connection.rest();
            }
        }
        throw new AssertionError("a dripping request was never refused");
    }

    private static String post(int length) {
        return "POST " + TestServer.path("fn") + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private String exchange(String request) throws IOException {
        try (RawConnection connection = new RawConnection(server.port())) {
            return connection.send(request).rest();
        }
    }
}
