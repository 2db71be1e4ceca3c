package dev.functiongraph.async.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.TestServer;
import java.net.ConnectException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GracefulStopTest {
    @Test
    void aRequestUnderWayIsAnsweredWhileNewOnesAreNoLongerTaken(@TempDir Path dir) throws Exception {
        TestServer server = TestServer.start(dir, TestFunctions.entry("fn", TestFunctions.Recording.class));
        try (RawConnection underWay = new RawConnection(server.port())) {
            underWay.send("POST " + TestServer.path("fn")
                    + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n"
                    + "Content-Length: 2\r\n\r\n");
            // The server reads the body: the request is under way.
            assertThat(underWay.head()).startsWith("HTTP/1.1 100 ");

            CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
            Awaitility.await()
                    .untilAsserted(() -> assertThatThrownBy(() -> new RawConnection(server.port()).close())
                            .isInstanceOf(ConnectException.class));
            assertThat(stopped).isNotDone();

            assertThat(underWay.send("{}").answer()).startsWith("HTTP/1.1 202 Accepted");
            stopped.get(20, TimeUnit.SECONDS);
        }
    }
}
