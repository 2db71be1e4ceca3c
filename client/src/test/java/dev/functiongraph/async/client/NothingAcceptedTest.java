package dev.functiongraph.async.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Failures of lists and cancellations: they are told as those of invokeAsync, but leave no event, whatever happens. */
class NothingAcceptedTest {

    private static final String HALF_AN_ANSWER =
            "HTTP/1.1 200 -\r\nContent-Type: application/json\r\nContent-Length: 55\r\n\r\n{";

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "INVOKE")
    void aServerThatStallsIsLeftWhenTheRequestTimeIsUp(Call call) throws Exception {
        try (StubServer server = StubServer.stallingAfter(HALF_AN_ANSWER)) {
            FunctionGraphAsyncClient client = FunctionGraphAsyncClient.builder()
                    .baseUri(server.uri())
                    .requestTimeout(Fixture.SHORT)
                    .build();
            FunctionGraphException failure = call.failureOf(client);
            isWithoutAnEvent(call, failure);
            assertThat(failure).hasCauseInstanceOf(TimeoutException.class);
            server.hungUp.get(30, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "INVOKE")
    void aConnectionThatEndsWithoutAnAnswerHasLeftNoEvent(Call call) throws Exception {
        try (StubServer server = new StubServer(socket -> {})) {
            isWithoutAnEvent(call, call.failureOf(server.client()));
        }
    }

    @Test
    void aCancellationIsSentOnceEvenIfTheConnectionBreaks() throws Exception {
        try (StubServer server = new StubServer(socket -> {})) {
            Call.CANCEL.failureOf(server.client());
            server.request();
            assertThat(server.hasMoreRequests()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "INVOKE")
    void aProxysPageHasLeftNoEvent(Call call) throws Exception {
        try (StubServer server = StubServer.answering(502, "Content-Type: text/html", "<html>bad gateway</html>")) {
            FunctionGraphException failure = call.failureOf(server.client());
            assertThat(failure).isInstanceOf(ServerErrorException.class).hasMessageContaining("bad gateway");
            assertThat(failure.mayHaveBeenAccepted()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "INVOKE")
    void anAcceptedEventIsNoAnswerToThem(Call call) throws Exception {
        try (StubServer server = StubServer.accepting()) {
            assertThat(call.failureOf(server.client())).isInstanceOf(ServerErrorException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "INVOKE")
    void anInterruptedThreadKeepsItsFlagAndGivesTheExchangeUp(Call call) throws Exception {
        try (StubServer server = StubServer.stallingAfter("")) {
            AtomicReference<FunctionGraphException> failure = new AtomicReference<>();
            AtomicReference<Boolean> flag = new AtomicReference<>();
            Thread caller = new Thread(() -> {
                failure.set(call.failureOf(server.patientClient()));
                flag.set(Thread.currentThread().isInterrupted());
            });
            caller.start();
            server.request();
            caller.interrupt();
            caller.join();

            isWithoutAnEvent(call, failure.get());
            assertThat(flag.get()).isTrue();
            server.hungUp.get(30, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "INVOKE")
    void cancelingTheFutureClosesTheExchange(Call call) throws Exception {
        try (StubServer server = StubServer.stallingAfter(HALF_AN_ANSWER)) {
            CompletableFuture<?> future = call.sendFuture(server.patientClient());
            server.request();
            future.cancel(true);
            server.hungUp.get(30, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "INVOKE")
    void aFutureFailsWithTheExceptionItself(Call call) throws IOException {
        try (StubServer server = new StubServer(socket -> {})) {
            AtomicReference<Throwable> seen = new AtomicReference<>();
            try {
                call.sendFuture(server.client())
                        .whenComplete((value, failure) -> seen.set(failure))
                        .join();
            } catch (CompletionException expected) {
                assertThat(expected).hasCause(seen.get());
            }
            isWithoutAnEvent(call, (FunctionGraphException) seen.get());
        }
    }

    private static void isWithoutAnEvent(Call call, FunctionGraphException failure) {
        assertThat(failure)
                .isInstanceOf(TransportException.class)
                .hasMessageContaining(
                        call == Call.CANCEL
                                ? "whether the invocation was canceled is not known"
                                : "nothing was changed")
                .hasMessageNotContaining("event");
        assertThat(failure.mayHaveBeenAccepted()).isFalse();
    }
}
