package dev.functiongraph.async.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.functiongraph.async.server.http.error.ErrorWriter;
import dev.functiongraph.async.server.http.error.JsonErrorHandler;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientConnectionTest {
    private final AtomicBoolean reads = new AtomicBoolean();
    private final Server jetty = new Server();
    private final ServerConnector connector =
            new ServerConnector(jetty, ClientConnection.factory(new HttpConfiguration()));

    @BeforeEach
    void start() throws Exception {
        jetty.addConnector(connector);
        jetty.setErrorHandler(new JsonErrorHandler(new ErrorWriter(new ObjectMapper()), this::id));
        jetty.start();
    }

    @AfterEach
    void stop() throws Exception {
        jetty.stop();
    }

    /** Asked for by what writes an answer. */
    private UUID id() {
        reads.set(StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().equals(HttpParser.class.getName()))));
        return UUID.randomUUID();
    }

    @ParameterizedTest
    @CsvSource({"GET /x, 505", "GET  HTTP/1.1, 505", "GET / HTTP/9.9, 505", "NONSENSE, 400", "GET / HTTP/1.1, 400"})
    void theThreadThatCannotReadARequestAnswersIt(String line, int status) throws Exception {
        try (RawConnection client = new RawConnection(connector.getLocalPort())) {
            client.send(line + "\r\nHost: a\r\nHost: b\r\n\r\n");

            assertThat(client.rest()).startsWith("HTTP/1.1 " + status + " ").containsOnlyOnce("X-Request-Id: ");
        }
        assertThat(reads).isTrue();
    }
}
