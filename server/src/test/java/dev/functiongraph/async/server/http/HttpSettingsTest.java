package dev.functiongraph.async.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The effect of the settings that no other test shows. */
class HttpSettingsTest {
    private static final String ENTRY = TestFunctions.entry("fn", TestFunctions.Recording.class);

    @TempDir
    Path dir;

    @Test
    void aHeaderIsAsLargeAsItMayBe() throws Exception {
        try (TestServer server = TestServer.start(dir, ENTRY, "max-header-size", "1KiB");
                RawConnection small = new RawConnection(server.port());
                RawConnection large = new RawConnection(server.port())) {
            assertThat(small.send(request("X: " + "a".repeat(500) + "\r\n")).head())
                    .startsWith("HTTP/1.1 404 ");
            assertThat(large.send(request("X: " + "a".repeat(1_500) + "\r\n")).head())
                    .startsWith("HTTP/1.1 431 ");
        }
    }

    @Test
    void oneConnectionMoreThanMayBeWaitsUntilAnotherIsClosed() throws Exception {
        try (TestServer server = TestServer.start(dir, ENTRY, "max-connections", "1");
                RawConnection second = connectSecond(server)) {
            assertThat(second.head()).startsWith("HTTP/1.1 404 ");
        }
    }

    @Test
    void oneConnectionOfAnAddressMoreThanMayBeIsClosed() throws Exception {
        try (TestServer server = TestServer.start(dir, ENTRY, "max-connections-per-address", "2")) {
            RawConnection first = new RawConnection(server.port());
            try (RawConnection second = new RawConnection(server.port())) {
                assertThat(first.send(request("")).head()).startsWith("HTTP/1.1 404 ");
                assertThat(second.send(request("")).head()).startsWith("HTTP/1.1 404 ");
                try (RawConnection third = new RawConnection(server.port())) {
                    assertThat(third.rest()).isEmpty();
                }
            }
            first.close();
            await().ignoreExceptions().untilAsserted(() -> {
                try (RawConnection again = new RawConnection(server.port())) {
                    assertThat(again.send(request("")).head()).startsWith("HTTP/1.1 404 ");
                }
            });
        }
    }

    private static RawConnection connectSecond(TestServer server) throws Exception {
        try (RawConnection first = new RawConnection(server.port())) {
            assertThat(first.send(request("")).head()).startsWith("HTTP/1.1 404 ");
            RawConnection second = new RawConnection(server.port());
            second.send(request(""));
            assertThat(second.hasAnswerWithin(300)).isFalse();
            return second;
        }
    }

    @Test
    void noMoreThreadsServeRequestsThanMayBe() throws Exception {
        Set<Thread> ofOthers = Thread.getAllStackTraces().keySet();
        try (TestServer server = TestServer.start(dir, ENTRY, "threads", "8")) {
            List<RawConnection> held = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                RawConnection connection = new RawConnection(server.port());
                held.add(connection.send("POST " + TestServer.path("fn") + " HTTP/1.1\r\nHost: localhost\r\n"
                        + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n"));
            }
            for (RawConnection connection : held) {
                connection.send("{}");
            }
            for (RawConnection connection : held) {
                assertThat(connection.head()).startsWith("HTTP/1.1 202 ");
                connection.close();
            }
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().matches("http-\\d+") && !ofOthers.contains(thread))
                    .hasSizeBetween(1, 8);
        }
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void whatStillRunsWhenTheDrainTimeIsOverIsStoppedAndRunAgainByTheNextServer() throws Exception {
        TestFunctions.reset();
        String endless = TestFunctions.entry("endless", TestFunctions.Endless.class, "timeout: 1h");
        try (TestServer server = TestServer.start(dir, endless, "drain-timeout", "200ms")) {
            server.invoke("endless", "{}");
            assertThat(TestFunctions.next().attempt()).isEqualTo(1);
        }
        try (TestServer server = TestServer.start(dir, endless, "drain-timeout", "200ms")) {
            assertThat(TestFunctions.next().attempt()).isEqualTo(2);
        }
    }

    private static String request(String headers) {
        return "GET / HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
    }
}
