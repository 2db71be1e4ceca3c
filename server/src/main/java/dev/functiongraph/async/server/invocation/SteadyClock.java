package dev.functiongraph.async.server.invocation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/**
 * The clock of durations: due times, leases, expiry, retention. It goes on evenly whatever is done to the system's
 * clock, so that a step of that one makes nothing too old and lets nothing wait (invariant 9). Thread-safe.
 */
public final class SteadyClock extends Clock {
    private static final Duration NOTICEABLE = Duration.ofSeconds(1);
    private static final Duration AT_ONCE = Duration.ofMillis(50);
    private static final int READINGS = 5;

    private final Clock wall;
    private final LongSupplier nanos;
    private final Instant start;
    private final long startNanos;
    private Duration wallAhead;

    /**
     * @param wall the system's clock, which may be set
     * @param nanos nanoseconds that only grow, such as {@link System#nanoTime}
     * @param start the steady time at this moment
     */
    public SteadyClock(Clock wall, LongSupplier nanos, Instant start) {
        this.wall = wall;
        this.nanos = nanos;
        this.start = start;
        this.startNanos = nanos.getAsLong();
        this.wallAhead = Duration.between(start, wall.instant());
    }

    /** The steady time: for durations, never to be shown. */
    @Override
    public Instant instant() {
        return start.plusNanos(nanos.getAsLong() - startNanos);
    }

    /** The system's time at this moment, to be shown. */
    public Instant wallTime() {
        return wall.instant();
    }

    /** By how much the system's clock was set since the last call, negative if back; zero if it was not. */
    public synchronized Duration step() {
        Duration before = wallAhead;
        wallAhead = ahead();
        Duration step = wallAhead.minus(before);
        return step.abs().compareTo(NOTICEABLE) < 0 ? Duration.ZERO : step;
    }

    /** Both clocks read at once: a thread that is held up between them would see a step. */
    private Duration ahead() {
        for (int i = 1; true; i++) {
            Instant before = instant();
            Instant shown = wall.instant();
            if (Duration.between(before, instant()).compareTo(AT_ONCE) < 0 || i == READINGS) {
                return Duration.between(before, shown);
            }
        }
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
