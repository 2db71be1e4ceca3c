package dev.functiongraph.async.client;

import static dev.functiongraph.async.client.Fixture.ID;
import static dev.functiongraph.async.client.Invocation.Status.RUNNING;
import static dev.functiongraph.async.client.Invocation.Status.SUCCESS;
import static dev.functiongraph.async.client.Invocation.Status.WAIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwaitTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final FakeTime time = new FakeTime();

    @ParameterizedTest
    @EnumSource
    void itLooksUntilTheInvocationHasEnded(Way way) throws Throwable {
        try (StubServer server =
                StubServer.inTurn(Answer.record(WAIT), Answer.record(RUNNING), Answer.record(SUCCESS))) {
            Invocation ended = way.await(client(server), MINUTE);
            assertThat(ended.requestId()).isEqualTo(ID);
            assertThat(ended.status()).isEqualTo(SUCCESS);
            for (int look = 1; look <= 3; look++) {
                assertThat(server.request().line()).contains("/async-invocations?request_id=" + ID + " ");
            }
            assertThat(server.hasMoreRequests()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SUCCESS", "FAIL", "DISCARD"})
    void oneLookIsEnoughForWhatHasEndedInWhateverWay(Invocation.Status status) throws Throwable {
        try (StubServer server = StubServer.inTurn(Answer.record(status))) {
            assertThat(Way.BLOCKING.await(client(server), MINUTE).status()).isEqualTo(status);
            assertThat(time.pauses).isEmpty();
        }
    }

    @Test
    void itLooksLessAndLessOftenAndMoreOftenAgainBeforeItsTimeIsOver() throws Exception {
        try (StubServer server = StubServer.inTurn(Answer.record(RUNNING))) {
            Way.BLOCKING.failureOfAwait(client(server), Duration.ofSeconds(20));
            assertThat(time.pauses)
                    .extracting(Duration::toMillis)
                    .containsExactly(
                            100L, 200L, 400L, 800L, 1600L, 3200L, 5000L, 4350L, 2175L, 1087L, 543L, 271L, 135L, 135L);
            assertThat(time.now()).isEqualTo(Duration.ofSeconds(20));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotBeLookedUpIsWaitedForUntilTheTimeIsOver(Way way) throws Exception {
        try (ClosedPort closed = new ClosedPort()) {
            FunctionGraphAsyncClient client = FunctionGraphAsyncClient.builder()
                    .baseUri(closed.uri())
                    .time(time)
                    .build();
            Throwable failure = way.failureOfAwait(client, MINUTE);
            assertThat(failure).isInstanceOf(AwaitTimeoutException.class).hasCauseInstanceOf(TransportException.class);
            assertThat(time.now()).isEqualTo(MINUTE);
        }
    }

    @Test
    void chanceShortensThePausesByUpToAHalf() throws Throwable {
        time.chance(0);
        try (StubServer server =
                StubServer.inTurn(Answer.record(WAIT), Answer.record(RUNNING), Answer.record(SUCCESS))) {
            Way.BLOCKING.await(client(server), MINUTE);
            assertThat(time.pauses).extracting(Duration::toMillis).containsExactly(50L, 100L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whenItsTimeIsOverItSaysWhichStatusWasSeenLast(Way way) throws Exception {
        try (StubServer server = StubServer.inTurn(Answer.record(WAIT), Answer.record(RUNNING))) {
            Throwable failure = way.failureOfAwait(client(server), Duration.ofSeconds(2));
            assertThat(failure)
                    .isInstanceOf(AwaitTimeoutException.class)
                    .hasMessageContainingAll(ID.toString(), "PT2S", "RUNNING");
            assertThat(((AwaitTimeoutException) failure).lastStatus()).hasValue(RUNNING);
            assertThat(((AwaitTimeoutException) failure).invocationId()).isEqualTo(ID);
            assertThat(((AwaitTimeoutException) failure).mayHaveBeenAccepted()).isFalse();
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @EnumSource
    void aServerThatStallsDoesNotMakeItWaitLonger(Way way) throws Exception {
        try (StubServer server = StubServer.stallingAfter("HTTP/1.1 200 -\r\n")) {
            Throwable failure = way.failureOfAwait(server.patientClient(), Fixture.SHORT);
            assertThat(failure)
                    .isInstanceOf(AwaitTimeoutException.class)
                    .hasMessageContaining("its status is not known")
                    .hasCauseInstanceOf(TransportException.class);
            assertThat(((AwaitTimeoutException) failure).lastStatus()).isEmpty();
            server.hungUp.get();
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aLookThatTakesLongerThanTheRequestTimeoutIsFollowedByTheNextOne() throws Throwable {
        StubServer.Behavior stalling = socket -> socket.getInputStream().read();
        try (StubServer server = StubServer.inTurn(stalling, Answer.record(SUCCESS))) {
            FunctionGraphAsyncClient client = FunctionGraphAsyncClient.builder()
                    .baseUri(server.uri())
                    .requestTimeout(Fixture.SHORT)
                    .time(time)
                    .build();
            assertThat(Way.BLOCKING.await(client, MINUTE).status()).isEqualTo(SUCCESS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void itGoesOnWhileTheServerRestarts(Way way) throws Throwable {
        StubServer first = StubServer.inTurn(Answer.record(RUNNING));
        AtomicReference<StubServer> second = new AtomicReference<>();
        FakeTime restarting = new FakeTime() {
            @Override
            public CompletableFuture<Void> pause(Duration length) {
                try {
                    first.close();
                    if (now().compareTo(Duration.ofSeconds(40)) > 0 && second.get() == null) {
                        second.set(new StubServer(first.port(), Answer.record(SUCCESS)));
                    }
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
                return super.pause(length);
            }
        };
        FunctionGraphAsyncClient client = FunctionGraphAsyncClient.builder()
                .baseUri(first.uri())
                .time(restarting)
                .build();
        assertThat(way.await(client, MINUTE).status()).isEqualTo(SUCCESS);
        assertThat(restarting.now()).isLessThan(Duration.ofSeconds(55));
        second.get().close();
    }

    @Test
    void theLongestPauseCanBeSet() throws Throwable {
        try (StubServer server = StubServer.inTurn(Answer.record(RUNNING))) {
            FunctionGraphAsyncClient client = FunctionGraphAsyncClient.builder()
                    .baseUri(server.uri())
                    .time(time)
                    .pollInterval(Duration.ofMillis(300))
                    .build();
            Way.BLOCKING.failureOfAwait(client, Duration.ofMillis(1500));
            assertThat(time.pauses).extracting(Duration::toMillis).startsWith(100L, 200L, 300L, 300L);
        }
    }

    @Test
    void aStatusThatTheClientDoesNotKnowIsNotTakenForTheEnd() throws Throwable {
        try (StubServer server = StubServer.inTurn(
                Answer.page(0, Answer.record(ID.toString(), RUNNING).replace("RUNNING", "PAUSED")),
                Answer.record(SUCCESS))) {
            assertThat(Way.BLOCKING.await(client(server), MINUTE).status()).isEqualTo(SUCCESS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anInvocationThatIsNotThereIsNotWaitedFor(Way way) throws Exception {
        try (StubServer server = StubServer.inTurn(Answer.NO_INVOCATIONS)) {
            assertThat(way.failureOfAwait(client(server), MINUTE))
                    .isInstanceOf(InvocationNotFoundException.class)
                    .hasMessageContainingAll(ID.toString(), "never accepted", "deleted")
                    .extracting(failure -> ((InvocationNotFoundException) failure).invocationId())
                    .isEqualTo(ID);
            assertThat(time.pauses).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLookThatFailsEndsIt(Way way) throws Exception {
        try (StubServer server = StubServer.inTurn(Answer.record(RUNNING), Answer.error(401, ""))) {
            assertThat(way.failureOfAwait(client(server), MINUTE)).isInstanceOf(UnauthorizedException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void itSurvivesALookThatFailsInAWayThatCanPass(Way way) throws Throwable {
        try (StubServer server = StubServer.inTurn(
                Answer.record(RUNNING),
                Answer.unavailable(7),
                Answer.json(502, "{}"),
                Answer.LOST,
                Answer.record(SUCCESS))) {
            assertThat(way.await(client(server), MINUTE).status()).isEqualTo(SUCCESS);
            assertThat(time.pauses).contains(Duration.ofSeconds(7));
        }
    }

    @Test
    void aRetryAfterBeyondItsTimeIsNotWaitedFor() throws Exception {
        try (StubServer server = StubServer.inTurn(Answer.record(RUNNING), Answer.unavailable(8))) {
            assertThat(Way.BLOCKING.failureOfAwait(client(server), Duration.ofSeconds(5)))
                    .isInstanceOf(AwaitTimeoutException.class)
                    .hasCauseInstanceOf(ServiceUnavailableException.class)
                    .hasMessageContainingAll("RUNNING", "the last look-up failed", "FSS.0503");
            assertThat(time.now()).isEqualTo(Duration.ofSeconds(5));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT24H0.001S"})
    void theTimeoutIs1MsTo24Hours(String timeout) throws Exception {
        try (StubServer server = StubServer.inTurn(Answer.record(SUCCESS))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Way.BLOCKING.await(client(server), Duration.parse(timeout)))
                    .withMessageStartingWith("timeout");
        }
    }

    private FunctionGraphAsyncClient client(StubServer server) {
        return FunctionGraphAsyncClient.builder()
                .baseUri(server.uri())
                .time(time)
                .build();
    }
}
