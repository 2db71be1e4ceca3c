package dev.functiongraph.async.client;

import static dev.functiongraph.async.client.Fixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeLimitsTest {

    private static FunctionGraphException failureWithoutAConnection(
            UnaryOperator<FunctionGraphAsyncClientBuilder> limited) throws Exception {
        try (BlackHole server = new BlackHole()) {
            FunctionGraphException failure =
                    failureOf(limited.apply(FunctionGraphAsyncClient.builder().baseUri(server.uri()))
                            .build());
            assertThat(failure).isInstanceOf(TransportException.class);
            assertThat(failure.mayHaveBeenAccepted()).isFalse();
            return failure;
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "after {0}")
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 202 Acc",
                "HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: 55\r\n\r\n",
                "HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\n\r\n{\"request_id\":",
            })
    void aServerThatStallsAnywhereIsLeftWhenTheRequestTimeIsUp(String sent) throws Exception {
        try (StubServer server = StubServer.stallingAfter(sent)) {
            FunctionGraphAsyncClient client = FunctionGraphAsyncClient.builder()
                    .baseUri(server.uri())
                    .requestTimeout(Fixture.SHORT)
                    .build();
            FunctionGraphException failure = failureOf(client);
            assertThat(failure)
                    .isInstanceOf(TransportException.class)
                    .hasCauseInstanceOf(TimeoutException.class)
                    .hasMessageContaining("in time");
            assertThat(failure.mayHaveBeenAccepted()).isTrue();
            server.hungUp.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void aServerThatDoesNotAcceptConnectionsIsLeftWhenTheConnectTimeIsUp() throws Exception {
        assertThat(failureWithoutAConnection(builder -> builder.connectTimeout(Duration.ofMillis(300))))
                .hasCauseInstanceOf(HttpConnectTimeoutException.class)
                .hasMessageContaining("nothing was sent");
    }

    @Test
    void whereTheRequestTimeIsUpBeforeThereIsAConnectionNothingWasSent() throws Exception {
        assertThat(failureWithoutAConnection(builder -> builder.requestTimeout(Duration.ofMillis(300))))
                .hasMessageContainingAll("no connection", "in time", "nothing was sent");
    }

    @ParameterizedTest
    @MethodSource("callsInEachWay")
    void whereTheTokenTakesAllTheTimeNothingIsSent(Call call, Way way) throws Exception {
        FakeTime time = new FakeTime();
        try (StubServer server = StubServer.accepting()) {
            FunctionGraphAsyncClient client = FunctionGraphAsyncClient.builder()
                    .baseUri(server.uri())
                    .time(time)
                    .token(() -> {
                        time.pass(Duration.ofSeconds(30));
                        return "late";
                    })
                    .build();
            Throwable failure = way.failureOf(call, client);
            assertThat(failure)
                    .isInstanceOf(TransportException.class)
                    .hasMessageContainingAll("nothing was sent", "its time was over")
                    .hasCauseInstanceOf(TimeoutException.class);
            assertThat(((TransportException) failure).mayHaveBeenAccepted()).isFalse();
            assertThat(server.hasMoreRequests()).isFalse();
        }
    }

    @Test
    void whereTheTokenOfARetryTakesTheRestOfTheTimeTheEventIsNotSentAgain() throws Exception {
        FakeTime time = new FakeTime();
        try (StubServer server = StubServer.inTurn(Answer.unavailable(1), Answer.ACCEPTED)) {
            FunctionGraphAsyncClient client = FunctionGraphAsyncClient.builder()
                    .baseUri(server.uri())
                    .withRetries(Duration.ofMinutes(1))
                    .time(time)
                    .token(() -> {
                        time.pass(Duration.ofSeconds(40));
                        return "late";
                    })
                    .build();
            FunctionGraphException failure = failureOf(client);
            assertThat(failure).hasMessageContainingAll("not sent again", "its time was over", "nothing was queued");
            assertThat(failure.mayHaveBeenAccepted()).isFalse();
            assertThat(failure.getSuppressed()).hasExactlyElementsOfTypes(ServiceUnavailableException.class);
            server.request();
            assertThat(server.hasMoreRequests()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whereTheTokenTakesAllTheTimeToWaitTheWaitHasTimedOut(Way way) throws Exception {
        FakeTime time = new FakeTime();
        try (StubServer server = StubServer.accepting()) {
            FunctionGraphAsyncClient client = FunctionGraphAsyncClient.builder()
                    .baseUri(server.uri())
                    .time(time)
                    .token(() -> {
                        time.pass(Duration.ofSeconds(5));
                        return "late";
                    })
                    .build();
            assertThat(way.failureOfAwait(client, Duration.ofSeconds(5))).isInstanceOf(AwaitTimeoutException.class);
            assertThat(server.hasMoreRequests()).isFalse();
        }
    }

    static Stream<Arguments> callsInEachWay() {
        return RetriesTest.callsInEachWay();
    }

    /** A socket that nobody accepts from, whose backlog is full: further connections get no reply. */
    private static final class BlackHole implements AutoCloseable {

        private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final List<Socket> backlog = new ArrayList<>();

        BlackHole() throws IOException {
            while (true) {
                Socket socket = new Socket();
                try {
                    socket.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), 300);
                    backlog.add(socket);
                } catch (SocketTimeoutException full) {
                    socket.close();
                    return;
                }
            }
        }

        URI uri() {
            return URI.create("http://127.0.0.1:" + server.getLocalPort());
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : backlog) {
                socket.close();
            }
            server.close();
        }
    }
}
