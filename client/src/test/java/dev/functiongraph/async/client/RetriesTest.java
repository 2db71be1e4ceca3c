package dev.functiongraph.async.client;

import static dev.functiongraph.async.client.Fixture.PROJECT;
import static dev.functiongraph.async.client.Fixture.URN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetriesTest {

    private final FakeTime time = new FakeTime();

    static Stream<Arguments> callsInEachWay() {
        return Arrays.stream(Call.values())
                .flatMap(call -> Arrays.stream(Way.values()).map(way -> Arguments.of(call, way)));
    }

    static Stream<Arguments> callsWithoutAnEventInEachWay() {
        return callsInEachWay().filter(arguments -> arguments.get()[0] != Call.INVOKE);
    }

    @ParameterizedTest
    @MethodSource("callsInEachWay")
    void afterA503ARequestIsSentAgain(Call call, Way way) throws Throwable {
        try (StubServer server = StubServer.inTurn(Answer.unavailable(1), Answer.successOf(call))) {
            assertThat(way.send(call, client(server, Duration.ofMinutes(1)))).isNotNull();
            StubServer.Request first = server.request();
            assertThat(server.request()).usingRecursiveComparison().isEqualTo(first);
        }
    }

    @ParameterizedTest
    @MethodSource("callsInEachWay")
    void whereNoConnectionWasMadeItIsSentAgain(Call call, Way way) throws Throwable {
        ClosedPort closed = new ClosedPort();
        AtomicReference<StubServer> opened = new AtomicReference<>();
        FakeTime opensAServer = new FakeTime() {
            @Override
            public CompletableFuture<Void> pause(Duration length) {
                try {
                    closed.close();
                    opened.set(new StubServer(closed.port(), Answer.successOf(call)));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
                return super.pause(length);
            }
        };
        FunctionGraphAsyncClient client = FunctionGraphAsyncClient.builder()
                .baseUri(closed.uri())
                .withRetries(Duration.ofMinutes(1))
                .time(opensAServer)
                .build();
        assertThat(way.send(call, client)).isNotNull();
        opened.get().close();
    }

    @ParameterizedTest
    @MethodSource("callsInEachWay")
    void withoutOptingInItIsSentOnce(Call call, Way way) throws Exception {
        try (StubServer server = StubServer.inTurn(Answer.unavailable(1), Answer.successOf(call))) {
            assertThat(way.failureOf(call, server.client())).isInstanceOf(ServiceUnavailableException.class);
            server.request();
            assertThat(server.hasMoreRequests()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEventWhoseAnswerWasLostIsNotSentAgain(Way way) throws Exception {
        for (StubServer.Behavior lost : List.of(Answer.LOST, Answer.error(500, ""), Answer.json(502, "{}"))) {
            try (StubServer server = StubServer.inTurn(lost, Answer.ACCEPTED)) {
                Throwable failure = way.failureOf(Call.INVOKE, client(server, Duration.ofMinutes(1)));
                assertThat(((FunctionGraphException) failure).mayHaveBeenAccepted())
                        .isTrue();
                server.request();
                assertThat(server.hasMoreRequests()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("callsInEachWay")
    void afterA503ThatDoesNotNameATimeAllButAnEventIsSentAgain(Call call, Way way) throws Throwable {
        try (StubServer server = StubServer.inTurn(Answer.error(503, ""), Answer.successOf(call))) {
            FunctionGraphAsyncClient client = client(server, Duration.ofMinutes(1));
            if (call == Call.INVOKE) {
                assertThat(way.failureOf(call, client)).isInstanceOf(ServiceUnavailableException.class);
                server.request();
                assertThat(server.hasMoreRequests()).isFalse();
            } else {
                assertThat(way.send(call, client)).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"text/html, <html>busy</html>", "application/json, {\"error_code\":\"APIG.0201\"}"})
    void aProxys503DoesNotTellThatNothingWasQueuedSoThatAnEventIsNotSentAgain(String type, String body)
            throws Exception {
        StubServer.Behavior proxy =
                socket -> StubServer.write(socket, 503, "Content-Type: " + type + "\nRetry-After: 1", body);
        try (StubServer server = StubServer.inTurn(proxy, Answer.ACCEPTED)) {
            assertThat(Call.INVOKE.failureOf(client(server, Duration.ofMinutes(1))))
                    .isInstanceOf(ServerErrorException.class);
            server.request();
            assertThat(server.hasMoreRequests()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("callsWithoutAnEventInEachWay")
    void allButAnEventIsSentAgainWhereTheAnswerWasLost(Call call, Way way) throws Throwable {
        // The JDK itself repeats a GET whose connection ends without a byte; half an answer it does not.
        StubServer.Behavior half =
                socket -> socket.getOutputStream().write("HTTP/1.1 200 -\r\n".getBytes(StandardCharsets.UTF_8));
        for (StubServer.Behavior lost : List.of(half, Answer.error(500, ""), Answer.json(502, "{}"))) {
            try (StubServer server = StubServer.inTurn(lost, Answer.successOf(call))) {
                assertThat(way.send(call, client(server, Duration.ofMinutes(1))))
                        .isNotNull();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 406, 413, 415, 429})
    void aRefusalIsFinalForEveryCall(int status) throws Exception {
        for (Call call : Call.values()) {
            try (StubServer server = StubServer.inTurn(Answer.error(status, ""), Answer.successOf(call))) {
                assertThat(call.failureOf(client(server, Duration.ofMinutes(1))).status())
                        .isEqualTo(status);
                server.request();
                assertThat(server.hasMoreRequests()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDisabledFunctionStaysSoEvenIfTheAnswerNamesATime(Way way) throws Exception {
        try (StubServer server = StubServer.inTurn(Answer.error(429, "Retry-After: 1"), Answer.ACCEPTED)) {
            assertThat(way.failureOf(Call.INVOKE, client(server, Duration.ofMinutes(1))))
                    .isInstanceOf(FunctionDisabledException.class);
            assertThat(time.pauses).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachAttemptBearsATokenOfItsOwn(Way way) throws Throwable {
        Iterator<String> tokens = List.of("first", "second").iterator();
        try (StubServer server = StubServer.inTurn(Answer.unavailable(1), Answer.ACCEPTED)) {
            way.send(
                    Call.INVOKE,
                    FunctionGraphAsyncClient.builder()
                            .baseUri(server.uri())
                            .token(tokens::next)
                            .withRetries(Duration.ofMinutes(1))
                            .time(time)
                            .build());
            assertThat(server.request().head()).containsIgnoringCase("\r\nX-Auth-Token: first\r\n");
            assertThat(server.request().head()).containsIgnoringCase("\r\nX-Auth-Token: second\r\n");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatTheTokenSupplierThrowsAtARetryIsPassedOnAsItIs(Way way) throws Exception {
        IllegalStateException expired = new IllegalStateException("no new token");
        Iterator<String> tokens = List.of("first").iterator();
        try (StubServer server = StubServer.inTurn(Answer.unavailable(1), Answer.ACCEPTED)) {
            FunctionGraphAsyncClient client = FunctionGraphAsyncClient.builder()
                    .baseUri(server.uri())
                    .token(() -> {
                        if (tokens.hasNext()) {
                            return tokens.next();
                        }
                        throw expired;
                    })
                    .withRetries(Duration.ofMinutes(1))
                    .time(time)
                    .build();
            assertThat(way.failureOf(Call.INVOKE, client)).isSameAs(expired);
            assertThat(expired.getSuppressed()).hasExactlyElementsOfTypes(ServiceUnavailableException.class);
        }
    }

    @Test
    void theEventIsSentWholeAgain() throws Exception {
        try (StubServer server = StubServer.inTurn(Answer.unavailable(1), Answer.ACCEPTED)) {
            client(server, Duration.ofMinutes(1)).invokeAsync(PROJECT, URN, Map.of("k", "v"));
            assertThat(server.request().text()).isEqualTo("{\"k\":\"v\"}");
            assertThat(server.request().text()).isEqualTo("{\"k\":\"v\"}");
        }
    }

    private FunctionGraphAsyncClient client(StubServer server, Duration total) {
        return FunctionGraphAsyncClient.builder()
                .baseUri(server.uri())
                .withRetries(total)
                .time(time)
                .build();
    }
}
