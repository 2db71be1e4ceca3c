package dev.functiongraph.async.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The duration of retries, and their end. */
class RetryTimesTest {

    private final FakeTime time = new FakeTime();

    @Test
    void pausesDoubleUpToTenSeconds() throws Exception {
        try (StubServer server = StubServer.inTurn(Answer.error(503, ""))) {
            Call.LIST.failureOf(client(server, Duration.ofSeconds(40)));
            assertThat(time.pauses)
                    .extracting(Duration::toMillis)
                    .containsExactly(500L, 1000L, 2000L, 4000L, 8000L, 10_000L, 10_000L);
        }
    }

    @Test
    void chanceShortensThemByUpToAHalf() throws Exception {
        time.chance(0);
        try (StubServer server =
                StubServer.inTurn(Answer.error(503, ""), Answer.error(503, ""), Answer.NO_INVOCATIONS)) {
            Call.LIST.send(client(server, Duration.ofMinutes(1)));
            assertThat(time.pauses).extracting(Duration::toMillis).containsExactly(250L, 500L);
        }
    }

    @Test
    void retryAfterIsTheLeastPause() throws Exception {
        time.chance(0);
        try (StubServer server = StubServer.inTurn(Answer.unavailable(7), Answer.ACCEPTED)) {
            Call.INVOKE.send(client(server, Duration.ofMinutes(1)));
            assertThat(time.pauses).containsExactly(Duration.ofMillis(7250));
        }
    }

    @Test
    void aRetryAfterBeyondTheTotalTimeEndsTheCallAtOnce() throws Exception {
        try (StubServer server = StubServer.inTurn(Answer.unavailable(60), Answer.ACCEPTED)) {
            FunctionGraphException failure = Call.INVOKE.failureOf(client(server, Duration.ofMinutes(1)));
            assertThat(failure).isInstanceOf(ServiceUnavailableException.class);
            assertThat(time.pauses).isEmpty();
        }
    }

    @Test
    void anEventIsNotSentAgainWhereTooLittleTimeIsLeftToHearOfIt() throws Exception {
        try (StubServer server = StubServer.inTurn(Answer.unavailable(1), Answer.ACCEPTED)) {
            FunctionGraphException failure = Call.INVOKE.failureOf(client(server, Duration.ofMillis(1900)));
            assertThat(failure).isInstanceOf(ServiceUnavailableException.class);
            assertThat(failure.mayHaveBeenAccepted()).isFalse();
        }
    }

    @Test
    void theTotalTimeLimitsEachAttemptToo() throws Exception {
        try (StubServer server = StubServer.stallingAfter("")) {
            FunctionGraphAsyncClient client = FunctionGraphAsyncClient.builder()
                    .baseUri(server.uri())
                    .requestTimeout(Duration.ofHours(1))
                    .withRetries(Fixture.SHORT)
                    .build();
            assertThat(Call.INVOKE.failureOf(client)).hasMessageContaining("in time");
            server.hungUp.get();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLastFailureIsThrownAndThoseBeforeAreSuppressedInIt(Way way) throws Exception {
        try (StubServer server =
                StubServer.inTurn(Answer.unavailable(1), Answer.unavailable(2), Answer.error(404, ""))) {
            Throwable failure = way.failureOf(Call.INVOKE, client(server, Duration.ofMinutes(1)));
            assertThat(failure).isInstanceOf(FunctionNotFoundException.class);
            assertThat(failure.getSuppressed())
                    .extracting(earlier ->
                            ((ServiceUnavailableException) earlier).retryAfter().orElseThrow())
                    .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
        }
    }

    @Test
    void ofManyFailuresTheTenBeforeTheLastAreKept() throws Exception {
        StubServer.Behavior[] failures =
                IntStream.rangeClosed(1, 15).mapToObj(Answer::unavailable).toArray(StubServer.Behavior[]::new);
        failures[14] = Answer.error(404, "");
        try (StubServer server = StubServer.inTurn(failures)) {
            Throwable failure = Call.INVOKE.failureOf(client(server, Duration.ofHours(1)));
            assertThat(failure.getSuppressed())
                    .extracting(earlier -> ((ServiceUnavailableException) earlier)
                            .retryAfter()
                            .orElseThrow()
                            .toSeconds())
                    .containsExactly(5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT24H0.001S"})
    void theTotalTimeIs1MsTo24Hours(String total) {
        assertThat(catchThrowable(() -> FunctionGraphAsyncClient.builder().withRetries(Duration.parse(total))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("totalTime");
    }

    @Test
    void noConnectionAfterAllTellsSo() throws Exception {
        try (ClosedPort closed = new ClosedPort()) {
            FunctionGraphException failure = Call.INVOKE.failureOf(client(closed.uri(), Duration.ofSeconds(3)));
            assertThat(failure).hasCauseInstanceOf(ConnectException.class);
            assertThat(failure.getSuppressed()).hasSize(2);
        }
    }

    private FunctionGraphAsyncClient client(StubServer server, Duration total) {
        return client(server.uri(), total);
    }

    private FunctionGraphAsyncClient client(URI base, Duration total) {
        return FunctionGraphAsyncClient.builder()
                .baseUri(base)
                .withRetries(total)
                .time(time)
                .build();
    }
}
