package dev.functiongraph.async.server.store.postgresql;

import java.time.Instant;

/**
 * The numbers of the invocations that a node accepts: the time of acceptance, the node's place, and a count. They grow
 * with time over all nodes, so that a time's invocations are a range of them, and no two nodes make the same. They have
 * 53 bits, as many as a number in JSON has everywhere. Thread-safe.
 */
final class SequenceNumbers {
    /** How many places there are for nodes. */
    static final int PLACES = 63;

    /** The place of operators' commands. */
    static final int COMMANDS = 63;

    private static final long EPOCH = Instant.parse("2020-01-01T00:00:00Z").toEpochMilli();
    private static final int COUNT_BITS = 6;
    private static final int PLACE_BITS = 6;
    private static final int TIME_SHIFT = COUNT_BITS + PLACE_BITS;
    private static final long COUNT_MASK = (1 << COUNT_BITS) - 1;
    private static final long LAST_TIME = Long.MAX_VALUE >> TIME_SHIFT;

    private final int place;
    /** Time and count, without the place. */
    private long last;

    /** @param place of this node */
    SequenceNumbers(int place) {
        this.place = place;
    }

    /** @param millis now; where too many were made in one millisecond, the number is of the next one */
    synchronized long next(long millis) {
        last = Math.max((millis - EPOCH) << COUNT_BITS, last + 1);
        return ((last >> COUNT_BITS) << TIME_SHIFT) | ((long) place << COUNT_BITS) | (last & COUNT_MASK);
    }

    static Instant time(long number) {
        return Instant.ofEpochMilli((number >> TIME_SHIFT) + EPOCH);
    }

    /** The first number of a time; of times before 2020, 0. */
    static long first(Instant time) {
        long millis = Math.max(0, Math.min(LAST_TIME, millis(time) - EPOCH));
        return millis << TIME_SHIFT;
    }

    private static long millis(Instant time) {
        return time.getEpochSecond() > Long.MAX_VALUE / 2_000 ? LAST_TIME : time.toEpochMilli();
    }
}
