package dev.functiongraph.async.client;

import java.time.Duration;

/** The moment at which something must have ended. */
record Deadline(Time time, Duration end) {

    static Deadline in(Duration span, Time time) {
        return new Deadline(time, time.now().plus(span));
    }

    /** Zero once it is over. */
    Duration left() {
        Duration left = end.minus(time.now());
        return left.isNegative() ? Duration.ZERO : left;
    }

    boolean isOver() {
        return left().isZero();
    }

    Deadline orEarlier(Deadline other) {
        return end.compareTo(other.end) <= 0 ? this : other;
    }
}
