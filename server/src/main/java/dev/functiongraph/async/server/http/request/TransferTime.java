package dev.functiongraph.async.server.http.request;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The time that a client has to send or take so many bytes: what a minimum rate allows, after a start. */
public record TransferTime(Duration max, long minBytesPerSecond) {
    /** A connection that has just been slow for a moment is not a slow one. */
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(5);

    public long nanos(long bytes) {
        double allowed = (double) bytes / minBytesPerSecond * TimeUnit.SECONDS.toNanos(1) + GRACE_NANOS;
        return (long) Math.min((double) max.toNanos(), allowed);
    }
}
