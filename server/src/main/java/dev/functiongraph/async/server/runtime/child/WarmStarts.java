package dev.functiongraph.async.server.runtime.child;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The pauses between starts of instances for which no event waits: where one could not be started, each pause is twice
 * as long as the last. Used by one thread at a time.
 */
final class WarmStarts {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    private Duration pause = Duration.ZERO;
    private long next;

    WarmStarts(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong();
    }

    boolean areAllowed() {
        return nanoTime.getAsLong() - next >= 0;
    }

    void failed() {
        Duration longer = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
        pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
        next = nanoTime.getAsLong() + pause.toNanos();
    }

    void succeeded() {
        pause = Duration.ZERO;
    }
}
