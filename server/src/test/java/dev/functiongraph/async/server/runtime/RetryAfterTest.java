package dev.functiongraph.async.server.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-29T04:00:00Z"), ZoneOffset.UTC);

    @Test
    void aDateIsSoFarAwayAsItIsFromThisServersTime() {
        Map<String, String> headers = Map.of("Retry-After", "Sun, 29 Nov 2026 04:00:30 GMT");

        assertThat(RetryAfter.in(headers::get, CLOCK)).contains(Duration.ofSeconds(30));
    }

    @Test
    void aDateIsSoFarAwayAsItIsFromTheAnswersOwnWhereTheContainersClockIsWrong() {
        Map<String, String> headers =
                Map.of("Retry-After", "Tue, 01 Dec 2026 12:00:05 GMT", "Date", "Tue, 01 Dec 2026 12:00:00 GMT");

        assertThat(RetryAfter.in(headers::get, CLOCK)).contains(Duration.ofSeconds(5));
    }

    @Test
    void noHeaderIsNoTime() {
        assertThat(RetryAfter.in(name -> null, CLOCK)).isEmpty();
    }
}
