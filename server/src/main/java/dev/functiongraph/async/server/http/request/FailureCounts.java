package dev.functiongraph.async.server.http.request;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The recent failures of each address and each access key, and how long the next answer to one is to wait for that.
 * Bounded: of too many, those are forgotten that failed the longest ago. Thread-safe.
 */
final class FailureCounts {
    static final int MAX_SOURCES = 10_000;

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int FREE = 10;
    private static final long FIRST_MILLIS = 100;
    private static final int MAX_DOUBLINGS = 20;

    private final long maxMillis;
    private final LongSupplier nanoTime;
    private final Map<Object, Count> counts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Count> eldest) {
            return size() > MAX_SOURCES;
        }
    };

    private record Count(long since, int failures) {}

    FailureCounts(Duration max, LongSupplier nanoTime) {
        this.maxMillis = max.toMillis();
        this.nanoTime = nanoTime;
    }

    /** Counts a failure, and returns the milliseconds that its answer is to wait. */
    synchronized long fail(Object source) {
        long now = nanoTime.getAsLong();
        Count count = counts.merge(
                source,
                new Count(now, 1),
                (old, first) -> now - old.since < WINDOW.toNanos() ? new Count(old.since, old.failures + 1) : first);
        if (count.failures <= FREE) {
            return 0;
        }
        return Math.min(maxMillis, FIRST_MILLIS << Math.min(MAX_DOUBLINGS, count.failures - FREE - 1));
    }
}
