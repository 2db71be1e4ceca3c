package dev.functiongraph.async.server.store.sql;

import dev.functiongraph.async.server.invocation.SteadyClock;
import java.time.Instant;

/**
 * One moment in both of the store's times, in milliseconds.
 *
 * @param steady for durations
 * @param wall to be shown
 */
public record Moment(long steady, long wall) {
    /** @param steady of this clock, a moment ago at most */
    public static Moment of(SteadyClock clock, Instant steady) {
        return new Moment(steady.toEpochMilli(), clock.wallTime().toEpochMilli());
    }
}
