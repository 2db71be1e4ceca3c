package dev.functiongraph.async.client;

import static dev.functiongraph.async.client.Fixture.ID;
import static dev.functiongraph.async.client.Fixture.PROJECT;
import static dev.functiongraph.async.client.Fixture.URN;
import static dev.functiongraph.async.client.Invocation.Status.RUNNING;
import static dev.functiongraph.async.client.Invocation.Status.SUCCESS;
import static dev.functiongraph.async.client.Invocation.Status.WAIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwaitTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final FakeTime time = new FakeTime();

    enum Way {
        BLOCKING,
        FUTURE;

        Invocation await(FunctionGraphAsyncClient client, Duration timeout) throws Throwable {
            if (this == BLOCKING) {
                return client.awaitInvocation(PROJECT, URN, ID, timeout);
            }
            try {
                return client.awaitInvocationFuture(PROJECT, URN, ID, timeout).get();
            } catch (ExecutionException e) {
                throw e.getCause();
            }
        }

        Throwable failureOf(FunctionGraphAsyncClient client, Duration timeout) {
            return catchThrowable(() -> await(client, timeout));
        }
    }

    @ParameterizedTest
    @EnumSource
    void it_looks_until_the_invocation_has_ended(Way way) throws Throwable {
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
    void one_look_is_enough_for_what_has_ended_in_whatever_way(Invocation.Status status) throws Throwable {
        try (StubServer server = StubServer.inTurn(Answer.record(status))) {
            assertThat(Way.BLOCKING.await(client(server), MINUTE).status()).isEqualTo(status);
            assertThat(time.pauses).isEmpty();
        }
    }

    @Test
    void it_looks_less_and_less_often_and_more_often_again_before_its_time_is_over() throws Exception {
        try (StubServer server = StubServer.inTurn(Answer.record(RUNNING))) {
            Way.BLOCKING.failureOf(client(server), Duration.ofSeconds(20));
            assertThat(time.pauses)
                    .extracting(Duration::toMillis)
                    .containsExactly(
                            100L, 200L, 400L, 800L, 1600L, 3200L, 5000L, 4350L, 2175L, 1087L, 543L, 271L, 135L, 135L);
            assertThat(time.now()).isEqualTo(Duration.ofSeconds(20));
        }
    }

    @Test
    void chance_shortens_the_pauses_by_up_to_a_half() throws Throwable {
        time.chance(0);
        try (StubServer server =
                StubServer.inTurn(Answer.record(WAIT), Answer.record(RUNNING), Answer.record(SUCCESS))) {
            Way.BLOCKING.await(client(server), MINUTE);
            assertThat(time.pauses).extracting(Duration::toMillis).containsExactly(50L, 100L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void when_its_time_is_over_it_says_which_status_was_seen_last(Way way) throws Exception {
        try (StubServer server = StubServer.inTurn(Answer.record(WAIT), Answer.record(RUNNING))) {
            Throwable failure = way.failureOf(client(server), Duration.ofSeconds(2));
            assertThat(failure)
                    .isInstanceOf(AwaitTimeoutException.class)
                    .hasMessageContainingAll(ID.toString(), "PT2S", "RUNNING");
            assertThat(((AwaitTimeoutException) failure).lastStatus()).hasValue(RUNNING);
            assertThat(((AwaitTimeoutException) failure).mayHaveBeenAccepted()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_server_that_stalls_does_not_make_it_wait_longer(Way way) throws Exception {
        try (StubServer server = StubServer.stallingAfter("HTTP/1.1 200 -\r\n")) {
            Throwable failure = way.failureOf(server.patientClient(), Duration.ofMillis(300));
            assertThat(failure)
                    .isInstanceOf(AwaitTimeoutException.class)
                    .hasMessageContaining("no answer told its status")
                    .hasCauseInstanceOf(TransportException.class);
            assertThat(((AwaitTimeoutException) failure).lastStatus()).isEmpty();
            server.hungUp.get();
        }
    }

    @Test
    void a_look_that_takes_longer_than_the_request_time_out_is_no_time_out_of_the_wait() throws Exception {
        try (StubServer server = StubServer.stallingAfter("")) {
            FunctionGraphAsyncClient client = FunctionGraphAsyncClient.builder()
                    .baseUri(server.uri())
                    .requestTimeout(Duration.ofMillis(300))
                    .build();
            assertThat(Way.BLOCKING.failureOf(client, Duration.ofHours(1))).isInstanceOf(TransportException.class);
        }
    }

    @Test
    void a_status_that_the_client_does_not_know_is_not_taken_for_the_end() throws Throwable {
        try (StubServer server = StubServer.inTurn(
                Answer.page(0, Answer.record(ID.toString(), RUNNING).replace("RUNNING", "PAUSED")),
                Answer.record(SUCCESS))) {
            assertThat(Way.BLOCKING.await(client(server), MINUTE).status()).isEqualTo(SUCCESS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_invocation_that_is_not_there_is_not_waited_for(Way way) throws Exception {
        try (StubServer server = StubServer.inTurn(Answer.NO_INVOCATIONS)) {
            assertThat(way.failureOf(client(server), MINUTE))
                    .isInstanceOf(InvocationNotFoundException.class)
                    .hasMessageContainingAll(ID.toString(), "never accepted", "deleted");
            assertThat(time.pauses).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_look_that_fails_ends_it(Way way) throws Exception {
        try (StubServer server = StubServer.inTurn(Answer.record(RUNNING), Answer.error(401, ""))) {
            assertThat(way.failureOf(client(server), MINUTE)).isInstanceOf(UnauthorizedException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void with_retries_it_survives_a_look_that_fails(Way way) throws Throwable {
        try (StubServer server = StubServer.inTurn(
                Answer.record(RUNNING), Answer.unavailable(1), Answer.json(502, "{}"), Answer.record(SUCCESS))) {
            assertThat(way.await(retrying(server), MINUTE).status()).isEqualTo(SUCCESS);
        }
    }

    @Test
    void retries_end_when_its_own_time_does() throws Exception {
        try (StubServer server = StubServer.inTurn(Answer.record(RUNNING), Answer.unavailable(8))) {
            assertThat(Way.BLOCKING.failureOf(retrying(server), Duration.ofSeconds(5)))
                    .isInstanceOf(ServiceUnavailableException.class);
            assertThat(time.pauses).hasSize(1);
        }
    }

    @Test
    void cancelling_the_future_in_a_pause_takes_the_next_look_off_the_schedule() throws Exception {
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
    void cancelling_the_future_in_a_look_closes_its_exchange() throws Exception {
        try (StubServer server = StubServer.stallingAfter("HTTP/1.1 200 -\r\n")) {
            CompletableFuture<Invocation> future =
                    server.patientClient().awaitInvocationFuture(PROJECT, URN, ID, Duration.ofHours(1));
            server.request();
            future.cancel(true);
            server.hungUp.get();
        }
    }

    @Test
    void cancelling_the_future_in_a_retry_of_a_look_takes_it_off_the_schedule() throws Exception {
        FakeTime.Held held = new FakeTime.Held();
        try (StubServer server = StubServer.inTurn(Answer.unavailable(1))) {
            CompletableFuture<Invocation> future = FunctionGraphAsyncClient.builder()
                    .baseUri(server.uri())
                    .withRetries(MINUTE)
                    .time(held)
                    .build()
                    .awaitInvocationFuture(PROJECT, URN, ID, MINUTE);
            CompletableFuture<Void> pause = held.pauseInProgress();
            future.cancel(false);
            FakeTime.assertOffTheSchedule(pause);
        }
    }

    @Test
    void a_thread_that_is_interrupted_in_a_pause_keeps_its_flag() throws Exception {
        FakeTime.Held held = new FakeTime.Held();
        try (StubServer server = StubServer.inTurn(Answer.record(RUNNING))) {
            AtomicReference<Throwable> failure = new AtomicReference<>();
            AtomicReference<Boolean> flag = new AtomicReference<>();
            Thread caller = new Thread(() -> {
                failure.set(Way.BLOCKING.failureOf(client(server, held), MINUTE));
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

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT24H0.001S"})
    void the_timeout_is_1_ms_to_24_hours(String timeout) throws Exception {
        try (StubServer server = StubServer.inTurn(Answer.record(SUCCESS))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Way.BLOCKING.await(client(server), Duration.parse(timeout)))
                    .withMessageStartingWith("timeout");
        }
    }

    private FunctionGraphAsyncClient retrying(StubServer server) {
        return FunctionGraphAsyncClient.builder()
                .baseUri(server.uri())
                .withRetries(MINUTE)
                .time(time)
                .build();
    }

    private FunctionGraphAsyncClient client(StubServer server) {
        return client(server, time);
    }

    private static FunctionGraphAsyncClient client(StubServer server, Time time) {
        return FunctionGraphAsyncClient.builder()
                .baseUri(server.uri())
                .time(time)
                .build();
    }
}
