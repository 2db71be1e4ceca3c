package dev.functiongraph.async.client;

import static dev.functiongraph.async.client.Fixture.ID;
import static dev.functiongraph.async.client.Fixture.PROJECT;
import static dev.functiongraph.async.client.Fixture.URN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CloseTest {

    @ParameterizedTest
    @EnumSource
    void anExchangeThatGoesOnIsClosedAndItsFutureFails(Call call) throws Exception {
        try (StubServer server = StubServer.stallingAfter("HTTP/1.1 200 -\r\n")) {
            FunctionGraphAsyncClient client = server.patientClient();
            CompletableFuture<?> future = call.sendFuture(client);
            server.request();
            client.close();
            FunctionGraphException failure = failureOf(future);
            assertThat(failure)
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("before the client was closed")
                    .hasCauseInstanceOf(CancellationException.class);
            assertThat(failure.mayHaveBeenAccepted()).isEqualTo(call == Call.INVOKE);
            server.hungUp.get();
        }
    }

    @Test
    void aThreadThatWaitsForAnAnswerWaitsNoLonger() throws Exception {
        try (StubServer server = StubServer.stallingAfter("")) {
            FunctionGraphAsyncClient client = server.patientClient();
            AtomicReference<FunctionGraphException> failure = new AtomicReference<>();
            Thread caller = new Thread(() -> failure.set(Call.INVOKE.failureOf(client)));
            caller.start();
            server.request();
            client.close();
            caller.join();
            assertThat(failure.get()).hasMessageContaining("before the client was closed");
            server.hungUp.get();
        }
    }

    @Test
    void anEventInAPauseBetweenTwoAttemptsIsKnownNotToBeQueued() throws Exception {
        FakeTime.Held held = new FakeTime.Held();
        try (StubServer server = StubServer.inTurn(Answer.unavailable(1))) {
            FunctionGraphAsyncClient client = FunctionGraphAsyncClient.builder()
                    .baseUri(server.uri())
                    .withRetries(Duration.ofMinutes(1))
                    .time(held)
                    .build();
            CompletableFuture<?> future = Call.INVOKE.sendFuture(client);
            CompletableFuture<Void> pause = held.pauseInProgress();
            client.close();
            FunctionGraphException failure = failureOf(future);
            assertThat(failure)
                    .hasMessageContainingAll("not sent again", "the client was closed", "nothing was queued");
            assertThat(failure.mayHaveBeenAccepted()).isFalse();
            FakeTime.assertOffTheSchedule(pause);
        }
    }

    @Test
    void waitingForAnEndEnds() throws Exception {
        FakeTime.Held held = new FakeTime.Held();
        try (StubServer server = StubServer.inTurn(Answer.record(Invocation.Status.RUNNING))) {
            FunctionGraphAsyncClient client = FunctionGraphAsyncClient.builder()
                    .baseUri(server.uri())
                    .time(held)
                    .build();
            CompletableFuture<Invocation> future =
                    client.awaitInvocationFuture(PROJECT, URN, ID, Duration.ofMinutes(1));
            CompletableFuture<Void> pause = held.pauseInProgress();
            client.close();
            assertThat(failureOf(future)).hasMessageContaining("the client was closed");
            FakeTime.assertOffTheSchedule(pause);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLaterCallIsAMistake(Call call) throws Exception {
        try (StubServer server = StubServer.accepting()) {
            FunctionGraphAsyncClient client = server.client();
            client.close();
            assertThatIllegalStateException()
                    .isThrownBy(() -> call.send(client))
                    .withMessage("the client is closed");
            assertThatIllegalStateException()
                    .isThrownBy(() -> call.sendFuture(client))
                    .withMessage("the client is closed");
            assertThatIllegalStateException()
                    .isThrownBy(() -> client.awaitInvocation(PROJECT, URN, ID, Duration.ofMinutes(1)));
            assertThat(server.hasMoreRequests()).isFalse();
        }
    }

    @Test
    void aStreamEndsAtItsNextPage() throws Exception {
        String record = Answer.record(ID.toString(), Invocation.Status.SUCCESS);
        try (StubServer server = StubServer.inTurn(Answer.page(5, record))) {
            FunctionGraphAsyncClient client = server.client();
            Iterator<Invocation> invocations = client.streamInvocations(PROJECT, URN, InvocationQuery.all())
                    .iterator();
            invocations.next();
            client.close();
            assertThatIllegalStateException().isThrownBy(invocations::hasNext);
        }
    }

    @Test
    void whatWasAnsweredBeforeStays() throws Exception {
        try (StubServer server = StubServer.accepting()) {
            FunctionGraphAsyncClient client = server.client();
            CompletableFuture<?> future = Call.INVOKE.sendFuture(client);
            future.get();
            client.close();
            client.close();
            assertThat(future).isCompleted();
        }
    }

    @Test
    void itCanBeClosedByWhatFollowsAnAnswer() throws Exception {
        try (StubServer server = StubServer.accepting()) {
            FunctionGraphAsyncClient client = server.client();
            Call.INVOKE.sendFuture(client).thenRun(client::close).get();
            assertThatIllegalStateException().isThrownBy(() -> Call.INVOKE.send(client));
        }
    }

    @Test
    void itsThreadsEnd() throws Exception {
        AtomicReference<Thread> worker = new AtomicReference<>();
        try (StubServer server = StubServer.inTurn(Answer.unavailable(1), Answer.ACCEPTED)) {
            FunctionGraphAsyncClient client = FunctionGraphAsyncClient.builder()
                    .baseUri(server.uri())
                    .withRetries(Duration.ofMinutes(1))
                    .time(new FakeTime())
                    .headers(request -> {
                        worker.set(Thread.currentThread());
                        return Map.of();
                    })
                    .build();
            Call.INVOKE.sendFuture(client).get();
            assertThat(worker.get()).isNotSameAs(Thread.currentThread());
            client.close();
            worker.get().join();
        }
    }

    private static FunctionGraphException failureOf(CompletableFuture<?> future) {
        ExecutionException failure =
                catchThrowableOfType(ExecutionException.class, () -> future.get(30, TimeUnit.SECONDS));
        return (FunctionGraphException) failure.getCause();
    }
}
