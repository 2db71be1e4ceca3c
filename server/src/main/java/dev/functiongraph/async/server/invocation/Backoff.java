package dev.functiongraph.async.server.invocation;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential back-off with full jitter: before repetition n, a random time between 0 and {@code base * 2^(n-1)},
 * capped. FunctionGraph publishes no interval; base and cap are ours.
 */
public record Backoff(Duration base, Duration cap, RandomGenerator random) {

    /** @param repetition 1 for the first */
    public Duration before(int repetition) {
        int doublings = Math.min(Math.max(repetition, 1) - 1, 40);
        double ceiling = Math.min((double) cap.toMillis(), base.toMillis() * Math.pow(2, doublings));
        return Duration.ofMillis(Math.round(random.nextDouble() * ceiling));
    }
}
