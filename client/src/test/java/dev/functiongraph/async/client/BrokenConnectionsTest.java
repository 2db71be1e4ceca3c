package dev.functiongraph.async.client;

import static dev.functiongraph.async.client.Fixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
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
    void a_refused_connection_means_that_nothing_was_sent() throws Exception {
        StubServer server = StubServer.accepting();
        server.close();
        FunctionGraphException failure = failureOf(server.client());
        assertThat(failure)
                .isInstanceOf(TransportException.class)
                .hasMessageContainingAll(server.uri() + ": the connection was refused", "nothing was sent")
                .hasCauseInstanceOf(java.net.ConnectException.class);
        assertThat(failure.status()).isZero();
        assertThat(failure.errorCode()).isEmpty();
        assertThat(failure.requestId()).isEmpty();
        assertThat(failure.mayHaveBeenAccepted()).isFalse();
    }

    @Test
    void a_host_that_does_not_exist_means_that_nothing_was_sent() {
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
    void a_reset_after_the_request_leaves_open_whether_the_event_was_stored() throws Exception {
        try (StubServer server = new StubServer(socket -> socket.setSoLinger(true, 0))) {
            FunctionGraphException failure = failureOf(server.client());
            isOpen(failure);
            assertThat(failure).hasMessageContaining(": the connection was reset; ");
        }
    }

    @Test
    void a_connection_that_ends_without_an_answer_leaves_it_open() throws Exception {
        try (StubServer server = new StubServer(socket -> {})) {
            FunctionGraphException failure = failureOf(server.client());
            isOpen(failure);
            assertThat(failure).hasMessageContaining(": the connection was closed too early; ");
        }
    }

    @Test
    void an_answer_that_is_cut_off_leaves_it_open() throws Exception {
        try (StubServer server =
                new StubServer(socket -> socket.getOutputStream().write(HALF_AN_ANSWER.getBytes()))) {
            isOpen(failureOf(server.client()));
        }
    }

    @Test
    void what_is_no_http_leaves_it_open() throws Exception {
        try (StubServer server =
                new StubServer(socket -> socket.getOutputStream().write("220 mail.example.com\r\n\r\n".getBytes()))) {
            FunctionGraphException failure = failureOf(server.client());
            isOpen(failure);
            assertThat(failure).hasMessageContaining(": the answer is not HTTP; ");
        }
    }

    @Test
    void a_request_is_sent_once_even_if_the_connection_breaks() throws Exception {
        try (StubServer server = new StubServer(socket -> {})) {
            failureOf(server.client());
            failureOf(server.client());
            server.request();
            server.request();
            assertThat(server.hasMoreRequests()).isFalse();
        }
    }

    @Test
    void an_interrupted_thread_keeps_its_flag_and_gives_the_exchange_up() throws Exception {
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
    void a_thread_that_was_interrupted_before_keeps_its_flag_and_sends_nothing(Call call) throws Exception {
        try (StubServer server = new StubServer(Answer.successOf(call))) {
            sendsNothingOnceInterrupted(server, () -> call.send(server.client()));
        }
    }

    @Test
    void a_thread_that_was_interrupted_before_does_not_wait_for_an_end_either() throws Exception {
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
    void the_stack_trace_shows_who_called() throws Exception {
        try (StubServer server = new StubServer(socket -> {})) {
            assertThat(failureOf(server.client()).getStackTrace())
                    .anyMatch(frame -> frame.getMethodName().equals("the_stack_trace_shows_who_called"));
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
