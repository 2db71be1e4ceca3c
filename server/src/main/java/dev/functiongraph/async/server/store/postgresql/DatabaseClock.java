package dev.functiongraph.async.server.store.postgresql;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The database's time, as all nodes have it, whatever their own clocks say. It is read with each heartbeat, and goes on
 * evenly in between. Thread-safe.
 */
final class DatabaseClock extends Clock {
    private final Reading first;
    private volatile Reading last;
    private volatile long correction;

    /** @param now the database's time at this moment */
    DatabaseClock(Instant now) {
        first = new Reading(now, System.nanoTime());
        last = first;
    }

    @Override
    public Instant instant() {
        Reading from = last;
        return from.time.plusNanos(System.nanoTime() - from.nanos);
    }

    /** The nanoseconds that have passed in the database. They only grow, also where its clock is set back. */
    long nanos() {
        return System.nanoTime() + correction;
    }

    /** @param now the database's time at this moment */
    synchronized void set(Instant now) {
        last = new Reading(now, System.nanoTime());
        long there = Duration.between(first.time, now).toNanos();
        long here = last.nanos - first.nanos + correction;
        correction += Math.max(0, there - here);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    private record Reading(Instant time, long nanos) {}
}
