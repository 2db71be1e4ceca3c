package dev.functiongraph.async.client;

import static dev.functiongraph.async.client.Fixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BrokenConnectionsTest {

    private static final String HALF_AN_ANSWER =
            "HTTP/1.1 202 -\r\nContent-Type: application/json\r\nContent-Length: 55\r\n\r\n{\"request_id\":";

    @Test
    void aRefusedConnectionMeansThatNothingWasSent() throws Exception {
        try (ClosedPort closed = new ClosedPort()) {
            FunctionGraphException failure = failureOf(
                    FunctionGraphAsyncClient.builder().baseUri(closed.uri()).build());
            assertThat(failure)
                    .isInstanceOf(TransportException.class)
                    .hasMessageContainingAll(closed.uri() + ": the connection was refused", "nothing was sent")
                    .hasCauseInstanceOf(java.net.ConnectException.class);
            assertThat(failure.status()).isZero();
            assertThat(failure.errorCode()).isEmpty();
            assertThat(failure.requestId()).isEmpty();
            assertThat(failure.mayHaveBeenAccepted()).isFalse();
        }
    }

    @Test
    void aHostThatDoesNotExistMeansThatNothingWasSent() {
        FunctionGraphAsyncClient client = FunctionGraphAsyncClient.builder()
                .baseUri(URI.create("http://nowhere.invalid"))
                .build();
        FunctionGraphException failure = failureOf(client);
        assertThat(failure)
                .isInstanceOf(TransportException.class)
                .hasMessage("no connection to http://nowhere.invalid: the host name is unknown; nothing was sent");
        assertThat(failure.mayHaveBeenAccepted()).isFalse();
    }

    @Test
    void aResetAfterTheRequestLeavesOpenWhetherTheEventWasStored() throws Exception {
        try (StubServer server = new StubServer(socket -> socket.setSoLinger(true, 0))) {
            FunctionGraphException failure = failureOf(server.client());
            isOpen(failure);
            assertThat(failure).hasMessageContaining(": the connection was reset; ");
        }
    }

    @Test
    void aConnectionThatEndsWithoutAnAnswerLeavesItOpen() throws Exception {
        try (StubServer server = new StubServer(socket -> {})) {
            FunctionGraphException failure = failureOf(server.client());
            isOpen(failure);
            assertThat(failure).hasMessageContaining(": the connection was closed too early; ");
        }
    }

    @Test
    void anAnswerThatIsCutOffLeavesItOpen() throws Exception {
        try (StubServer server = new StubServer(
                socket -> socket.getOutputStream().write(HALF_AN_ANSWER.getBytes(StandardCharsets.UTF_8)))) {
            isOpen(failureOf(server.client()));
        }
    }

    @Test
    void whatIsNoHttpLeavesItOpen() throws Exception {
        try (StubServer server = new StubServer(socket ->
                socket.getOutputStream().write("220 mail.example.com\r\n\r\n".getBytes(StandardCharsets.UTF_8)))) {
            FunctionGraphException failure = failureOf(server.client());
            isOpen(failure);
            assertThat(failure).hasMessageContaining(": the answer is not HTTP; ");
        }
    }

    @Test
    void aRequestIsSentOnceEvenIfTheConnectionBreaks() throws Exception {
        try (StubServer server = new StubServer(socket -> {})) {
            failureOf(server.client());
            failureOf(server.client());
            server.request();
            server.request();
            assertThat(server.hasMoreRequests()).isFalse();
        }
    }

    @Test
    void anInterruptedThreadKeepsItsFlagAndGivesTheExchangeUp() throws Exception {
        try (StubServer server = StubServer.stallingAfter("")) {
            AtomicReference<FunctionGraphException> failure = new AtomicReference<>();
            AtomicReference<Boolean> flag = new AtomicReference<>();
            Thread caller = new Thread(() -> {
                failure.set(failureOf(server.patientClient()));
                flag.set(Thread.currentThread().isInterrupted());
            });
            caller.start();
            server.request();
            caller.interrupt();
            caller.join();

            isOpen(failure.get());
            assertThat(failure.get()).hasMessageContaining("interrupted");
            assertThat(flag.get()).isTrue();
            server.hungUp.get(30, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aThreadThatWasInterruptedBeforeKeepsItsFlagAndSendsNothing(Call call) throws Exception {
        try (StubServer server = new StubServer(Answer.successOf(call))) {
            sendsNothingOnceInterrupted(server, () -> call.send(server.client()));
        }
    }

    @Test
    void aThreadThatWasInterruptedBeforeDoesNotWaitForAnEndEither() throws Exception {
        try (StubServer server = new StubServer(Answer.record(Invocation.Status.SUCCESS))) {
            sendsNothingOnceInterrupted(server, () -> Way.BLOCKING.await(server.client(), Duration.ofMinutes(1)));
        }
    }

    private static void sendsNothingOnceInterrupted(StubServer server, ThrowingCallable call) {
        FunctionGraphException failure;
        boolean flag;
        Thread.currentThread().interrupt();
        try {
            failure = catchThrowableOfType(TransportException.class, call);
        } finally {
            flag = Thread.interrupted();
        }
        assertThat(failure)
                .hasMessageContainingAll("nothing was sent", "interrupted")
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(failure.mayHaveBeenAccepted()).isFalse();
        assertThat(flag).isTrue();
        assertThat(server.hasMoreRequests()).isFalse();
    }

    @Test
    void theStackTraceShowsWhoCalled() throws Exception {
        try (StubServer server = new StubServer(socket -> {})) {
            assertThat(failureOf(server.client()).getStackTrace())
                    .anyMatch(frame -> frame.getMethodName().equals("theStackTraceShowsWhoCalled"));
        }
    }

    private static void isOpen(FunctionGraphException failure) {
        assertThat(failure)
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("not known")
                .hasMessageNotContainingAny("Exception", "java", "parser", "EOF");
        assertThat(failure.getCause()).isNotNull();
        assertThat(failure.status()).isZero();
        assertThat(failure.mayHaveBeenAccepted()).isTrue();
    }
}
