package dev.functiongraph.async.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many slow or silent clients on a server with few threads: they do not affect others. */
class ManyClientsTest {
    private static final int MANY = 60;
    private static final String BUNDLE = "GET /docs/swagger-ui-bundle.js HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String METRICS = "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final int FULL = 262_144;

    @TempDir
    Path dir;

    private final List<RawConnection> connections = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (RawConnection connection : connections) {
            connection.close();
        }
    }

    private TestServer start(String... settings) throws Exception {
        return TestServer.start(dir, TestFunctions.entry("fn", TestFunctions.Recording.class), settings);
    }

    private RawConnection connect(TestServer server) throws IOException {
        RawConnection connection = new RawConnection(server.port());
        connections.add(connection);
        return connection;
    }

    @Test
    void bodiesThatAreLongInComingHoldUpNobody() throws Exception {
        try (TestServer server = start("threads", "8", "idle-timeout", "1h", "body-timeout", "1h")) {
            for (int i = 0; i < MANY; i++) {
                connect(server).send(post("Content-Length: 2\r\n") + "{");
                connect(server).send(post("Transfer-Encoding: chunked\r\n") + "1\r\n{\r\n");
                connect(server).send(post("Expect: 100-continue\r\nContent-Length: 2\r\n"));
            }
            assertIsServed(server);

            assertThat(connections.get(0).send("}").answer()).startsWith("HTTP/1.1 202 ");
            assertThat(connections.get(1).send("1\r\n}\r\n0\r\n\r\n").answer()).startsWith("HTTP/1.1 202 ");
            assertThat(connections.get(2).head()).startsWith("HTTP/1.1 100 ");
            assertThat(connections.get(2).send("{}").answer()).startsWith("HTTP/1.1 202 ");
        }
    }

    @Test
    void requestHeadsThatAreLongInComingHoldUpNobody() throws Exception {
        try (TestServer server = start("threads", "8", "idle-timeout", "1h")) {
            for (int i = 0; i < MANY; i++) {
                connect(server).send(METRICS.substring(0, METRICS.length() - 2));
            }
            assertIsServed(server);

            assertThat(connections.get(0).send("\r\n").answer()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void clientsThatAskForMuchAndReadNothingHoldUpNobody() throws Exception {
        try (TestServer server = start("threads", "8", "idle-timeout", "1h")) {
            for (int i = 0; i < MANY; i++) {
                connect(server).send(BUNDLE.repeat(10));
            }
            assertIsServed(server);
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrderWheneverTheyAreRead() throws Exception {
        try (TestServer server = start("threads", "8")) {
            RawConnection connection = connect(server).send(BUNDLE + post("Content-Length: 2\r\n") + "{}" + METRICS);

            assertThat(connection.answer()).startsWith("HTTP/1.1 200 ").contains("text/javascript");
            assertThat(connection.answer()).startsWith("HTTP/1.1 202 ");
            assertThat(connection.answer()).startsWith("HTTP/1.1 200 ").contains("functiongraph_invocations");
        }
    }

    @Test
    void bodiesForWhichThereIsNoMemoryAreRefusedAndTheNewestOneIsNot() throws Exception {
        try (TestServer server = start("max-buffers", "8MiB", "idle-timeout", "1h", "body-timeout", "1h")) {
            for (int i = 0; i < MANY; i++) {
                connect(server).send(post("Content-Length: " + FULL + "\r\n") + "{\"k\":\"" + " ".repeat(FULL - 9));
            }
            RawConnection newest = connect(server);
            newest.send(post("Content-Length: " + FULL + "\r\n") + "{\"k\":\"" + " ".repeat(FULL - 8) + "\"}");
            assertThat(newest.answer()).startsWith("HTTP/1.1 202 ");
            connections.remove(newest);

            // Before that, a body that is whole would leave its memory to one that is to be refused.
            Awaitility.await().until(() -> answered() >= MANY - 32);
            int refused = 0;
            for (RawConnection connection : connections) {
                String answer = connection.sendIfOpen(" \"}").answer();
                if (answer.startsWith("HTTP/1.1 503 ")) {
                    assertThat(answer).contains("\r\nRetry-After: 1\r\n", "\"FSS.0503\"", "nothing was queued");
                    refused++;
                } else {
                    assertThat(answer).startsWith("HTTP/1.1 202 ");
                }
            }
            assertThat(refused).isBetween(MANY - 32, MANY - 1);
            assertThat(server.get("/metrics"))
                    .contains("functiongraph_invocations_accepted_total " + (MANY + 1.0 - refused) + "\n");
        }
    }

    private int answered() throws IOException {
        int answered = 0;
        for (RawConnection connection : connections) {
            answered += connection.hasAnswerWithin(1) ? 1 : 0;
        }
        return answered;
    }

    @Test
    void answersForWhichThereIsNoMemoryAreThoseThatNobodyReads() throws Exception {
        try (TestServer server = start("max-buffers", "8MiB", "idle-timeout", "1h")) {
            for (int i = 0; i < MANY; i++) {
                connect(server).send(BUNDLE.repeat(10));
            }
            // Until all that the operating system takes of the answers is sent, whoever reads may be among the slowest,
            // too.
            Awaitility.await().ignoreExceptions().untilAsserted(() -> {
                for (int i = 0; i < 10; i++) {
                    assertThat(connect(server).send(BUNDLE).answer()).startsWith("HTTP/1.1 200 ");
                }
            });
            assertIsServed(server);
        }
    }

    @Test
    void connectionsBeyondTheMostThatMayBeWaitToBeAccepted() throws Exception {
        List<Socket> waiting = new ArrayList<>();
        try (TestServer server = start("max-connections", "1")) {
            RawConnection first = connect(server).send(METRICS);
            assertThat(first.answer()).startsWith("HTTP/1.1 200 ");
            for (int i = 0; i < 120; i++) {
                Socket socket = new Socket();
                waiting.add(socket);
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), 20_000);
            }
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    private void assertIsServed(TestServer server) throws Exception {
        assertThat(connect(server).send(METRICS).answer()).startsWith("HTTP/1.1 200 ");
        assertThat(connect(server).send(post("Content-Length: 2\r\n") + "{}").answer())
                .startsWith("HTTP/1.1 202 ");
        String list = "GET " + TestServer.path("fn").replace("invocations-async", "async-invocations");
        assertThat(connect(server)
                        .send(list + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                        .answer())
                .startsWith("HTTP/1.1 200 ");
    }

    private static String post(String headers) {
        return "POST " + TestServer.path("fn") + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + headers + "\r\n";
    }
}
