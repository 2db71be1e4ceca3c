package dev.functiongraph.async.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Callers who no longer wait, while the client pauses or tries again. */
class AbandonedRetriesTest {

    @Test
    void aThreadThatIsInterruptedInAPauseKeepsItsFlagAndLearnsThatNothingWasQueued() throws Exception {
        FakeTime.Held held = new FakeTime.Held();
        try (StubServer server = StubServer.inTurn(Answer.unavailable(1), Answer.ACCEPTED)) {
            AtomicReference<FunctionGraphException> failure = new AtomicReference<>();
            AtomicReference<Boolean> flag = new AtomicReference<>();
            Thread caller = new Thread(() -> {
                failure.set(Call.INVOKE.failureOf(client(server, Duration.ofMinutes(1), held)));
                flag.set(Thread.currentThread().isInterrupted());
            });
            caller.start();
            CompletableFuture<Void> pause = held.pauseInProgress();
            caller.interrupt();
            caller.join();

            assertThat(flag.get()).isTrue();
            assertThat(failure.get())
                    .isInstanceOf(TransportException.class)
                    .hasMessageContainingAll("not sent again", "interrupted", "nothing was queued")
                    .hasCauseInstanceOf(InterruptedException.class);
            assertThat(failure.get().mayHaveBeenAccepted()).isFalse();
            assertThat(failure.get().getSuppressed()).hasExactlyElementsOfTypes(ServiceUnavailableException.class);
            FakeTime.assertOffTheSchedule(pause);
        }
    }

    @Test
    void cancelingTheFutureInAPauseTakesTheNextAttemptOffTheSchedule() throws Exception {
        FakeTime.Held held = new FakeTime.Held();
        try (StubServer server = StubServer.inTurn(Answer.unavailable(1), Answer.ACCEPTED)) {
            CompletableFuture<?> future = Call.INVOKE.sendFuture(client(server, Duration.ofMinutes(1), held));
            CompletableFuture<Void> pause = held.pauseInProgress();
            future.cancel(false);
            FakeTime.assertOffTheSchedule(pause);
            server.request();
            assertThat(server.hasMoreRequests()).isFalse();
        }
    }

    @Test
    void cancelingTheFutureInTheSecondAttemptClosesItsExchange() throws Exception {
        CompletableFuture<Void> hungUp = new CompletableFuture<>();
        StubServer.Behavior stalling = socket -> {
            socket.getInputStream().read();
            hungUp.complete(null);
        };
        try (StubServer server = StubServer.inTurn(Answer.unavailable(1), stalling)) {
            CompletableFuture<?> future = Call.INVOKE.sendFuture(client(server, Duration.ofHours(1), new FakeTime()));
            server.request();
            server.request();
            future.cancel(true);
            hungUp.get();
        }
    }

    private static FunctionGraphAsyncClient client(StubServer server, Duration total, Time time) {
        return FunctionGraphAsyncClient.builder()
                .baseUri(server.uri())
                .withRetries(total)
                .time(time)
                .build();
    }
}
