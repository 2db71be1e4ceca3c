package dev.functiongraph.async.server.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Duration BASE = Duration.ofSeconds(1);
    private static final Duration CAP = Duration.ofMinutes(5);

    @Test
    void theLongestWaitDoublesWithEachRepetitionUpToTheCap() {
        Backoff longest = new Backoff(BASE, CAP, always(0.999_999_9));

        assertThat(longest.before(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(longest.before(2)).isEqualTo(Duration.ofSeconds(2));
        assertThat(longest.before(5)).isEqualTo(Duration.ofSeconds(16));
        assertThat(longest.before(9)).isEqualTo(Duration.ofSeconds(256));
        assertThat(longest.before(10)).isEqualTo(CAP);
        assertThat(longest.before(Integer.MAX_VALUE)).isEqualTo(CAP);
    }

    @Test
    void theJitterIsFullFromNothingToTheLongest() {
        Backoff backoff = new Backoff(BASE, CAP, new Random(4711));

        assertThat(new Backoff(BASE, CAP, always(0)).before(7)).isZero();
        assertThat(java.util.stream.IntStream.range(0, 1_000).mapToObj(i -> backoff.before(4)))
                .allMatch(wait -> wait.compareTo(Duration.ofSeconds(8)) <= 0)
                .anyMatch(wait -> wait.compareTo(Duration.ofSeconds(1)) < 0)
                .anyMatch(wait -> wait.compareTo(Duration.ofSeconds(7)) > 0);
    }

    private static RandomGenerator always(double value) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new UnsupportedOperationException();
            }

            @Override
            public double nextDouble() {
                return value;
            }
        };
    }
}
