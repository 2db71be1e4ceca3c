package dev.functiongraph.async.client;

import static dev.functiongraph.async.client.Fixture.ID;
import static dev.functiongraph.async.client.Fixture.PROJECT;
import static dev.functiongraph.async.client.Fixture.URN;
import static dev.functiongraph.async.client.Invocation.Status.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Callers who no longer wait for an invocation's end. */
class AbandonedAwaitTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void cancelingTheFutureInAPauseTakesTheNextLookOffTheSchedule() throws Exception {
        FakeTime.Held held = new FakeTime.Held();
        try (StubServer server = StubServer.inTurn(Answer.record(RUNNING))) {
            CompletableFuture<Invocation> future = client(server, held).awaitInvocationFuture(PROJECT, URN, ID, MINUTE);
            CompletableFuture<Void> pause = held.pauseInProgress();
            future.cancel(false);
            FakeTime.assertOffTheSchedule(pause);
            server.request();
            assertThat(server.hasMoreRequests()).isFalse();
        }
    }

    @Test
    void cancelingTheFutureInALookClosesItsExchange() throws Exception {
        try (StubServer server = StubServer.stallingAfter("HTTP/1.1 200 -\r\n")) {
            CompletableFuture<Invocation> future =
                    server.patientClient().awaitInvocationFuture(PROJECT, URN, ID, Duration.ofHours(1));
            server.request();
            future.cancel(true);
            server.hungUp.get();
        }
    }

    @Test
    void cancelingTheFutureInARetryOfALookTakesItOffTheSchedule() throws Exception {
        FakeTime.Held held = new FakeTime.Held();
        try (StubServer server = StubServer.inTurn(Answer.unavailable(1))) {
            CompletableFuture<Invocation> future = client(server, held).awaitInvocationFuture(PROJECT, URN, ID, MINUTE);
            CompletableFuture<Void> pause = held.pauseInProgress();
            future.cancel(false);
            FakeTime.assertOffTheSchedule(pause);
        }
    }

    @Test
    void aThreadThatIsInterruptedInAPauseKeepsItsFlag() throws Exception {
        FakeTime.Held held = new FakeTime.Held();
        try (StubServer server = StubServer.inTurn(Answer.record(RUNNING))) {
            AtomicReference<Throwable> failure = new AtomicReference<>();
            AtomicReference<Boolean> flag = new AtomicReference<>();
            Thread caller = new Thread(() -> {
                failure.set(Way.BLOCKING.failureOfAwait(client(server, held), MINUTE));
                flag.set(Thread.currentThread().isInterrupted());
            });
            caller.start();
            CompletableFuture<Void> pause = held.pauseInProgress();
            caller.interrupt();
            caller.join();
            assertThat(flag.get()).isTrue();
            assertThat(failure.get()).isInstanceOf(TransportException.class).hasMessageContaining("interrupted");
            FakeTime.assertOffTheSchedule(pause);
        }
    }

    private static FunctionGraphAsyncClient client(StubServer server, Time time) {
        return FunctionGraphAsyncClient.builder()
                .baseUri(server.uri())
                .time(time)
                .build();
    }
}
