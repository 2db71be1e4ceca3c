package dev.functiongraph.async.server.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the types of the settings cannot say. */
final class Ranges {
    private static final Duration DAY = Duration.ofDays(1);

    private final List<String> problems = new ArrayList<>();

    private Ranges() {}

    static List<String> problems(ServerConfig config) {
        Ranges ranges = new Ranges();
        ranges.number("port", config.http().port(), 0, 65_535);
        ranges.number("threads", config.http().threads(), 8, 10_000);
        ranges.number("max-connections", config.http().maxConnections(), 1, 1_000_000);
        ranges.number("max-header-size", config.http().maxHeaderSize(), 1 << 10, 1 << 20);
        ranges.number("min-data-rate", config.http().minDataRate(), 1, 1 << 20);
        config.http().maxBuffers().ifPresent(bytes -> ranges.number("max-buffers", bytes, 8 << 20, 1L << 40));
        ranges.number("max-concurrency", config.execution().maxConcurrency(), 1, 100_000);
        ranges.number("max-backlog", config.execution().maxBacklog(), 1, 1_000_000_000);
        ranges.number("max-function-backlog", config.execution().maxFunctionBacklog(), 1, 1_000_000_000);
        ranges.number("retention-count", config.store().retentionCount(), 0, 1_000_000_000);
        ranges.number("min-free-disk", config.store().minFreeDisk(), 0, 1L << 40);
        ranges.duration("idle-timeout", config.http().idleTimeout());
        ranges.duration("body-timeout", config.http().bodyTimeout());
        ranges.duration("lease-margin", config.execution().leaseMargin());
        ranges.duration("retry-base", config.execution().retryBase());
        ranges.duration("retry-cap", config.execution().retryCap());
        ranges.duration("removal-grace", config.execution().removalGrace());
        ranges.duration("drain-timeout", config.execution().drainTimeout());
        ranges.duration("write-timeout", config.store().writeTimeout());
        if (config.store().retentionAge().isZero()) {
            ranges.problems.add(ServerConfig.PREFIX + ".retention-age must be longer than 0");
        }
        return ranges.problems;
    }

    private void number(String key, long value, long min, long max) {
        if (value < min || value > max) {
            problems.add(ServerConfig.PREFIX + "." + key + " must be " + min + " to " + max + ", is " + value);
        }
    }

    private void duration(String key, Duration value) {
        if (value.isZero() || value.compareTo(DAY) > 0) {
            problems.add(ServerConfig.PREFIX + "." + key + " must be longer than 0 and at most 1d, is "
                    + value.toMillis() + "ms");
        }
    }
}
