package dev.functiongraph.async.client;

import java.time.Duration;
import java.util.Optional;

/**
 * The rule by which a request is sent again after a failure.
 *
 * @param total how long all attempts and pauses of a call may take together; empty where each request is sent once
 */
record Retries(Optional<Duration> total) {

    static final Retries NONE = new Retries(Optional.empty());

    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));

    /** Returns the pause before the next attempt; empty where there is to be none. */
    Optional<Duration> pauseAfter(FunctionGraphException failure, Operation<?> operation, int attempt, Time time) {
        return total.isPresent() && failure.isRetryable(operation)
                ? Optional.of(failure.leastPause().plus(BACKOFF.pause(attempt, time)))
                : Optional.empty();
    }
}
