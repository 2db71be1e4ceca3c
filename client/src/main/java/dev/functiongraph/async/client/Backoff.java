package dev.functiongraph.async.client;

import java.time.Duration;

/**
 * Exponential back-off: pauses that double up to a longest one, each shortened at random by up to a half, so that many
 * callers do not come back at once.
 */
record Backoff(Duration first, Duration longest) {

    private static final int DOUBLINGS_THAT_CANNOT_OVERFLOW = 30;

    /** @param number 1 for the first pause */
    Duration pause(int number, Time time) {
        Duration doubled = first.multipliedBy(1L << Math.min(number - 1, DOUBLINGS_THAT_CANNOT_OVERFLOW));
        long millis = Math.min(doubled.toMillis(), longest.toMillis());
        return Duration.ofMillis(Math.round(millis * (1 + time.chance()) / 2));
    }
}
