package dev.functiongraph.async.server.invocation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The system's two clocks, wall and steady, which stand still until a test advances them. */
public final class SimulatedClock extends Clock {
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private volatile long nanos;

    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
        nanos += duration.toNanos();
    }

    /** Sets the clock: no time passes. */
    public synchronized void set(Duration step) {
        now = now.plus(step);
    }

    public long nanos() {
        return nanos;
    }

    @Override
    public Instant instant() {
        return now;
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
