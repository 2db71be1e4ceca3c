package dev.functiongraph.async.server.config;

import static java.util.Map.entry;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The ranges of the settings' values, written as the values are. */
final class ConfigValidator {
    private static final Range DURATION = new Range("1ms", "1d");
    private static final Map<String, Range> RANGES = Map.ofEntries(
            entry("port", new Range("0", "65535")),
            entry("operator-port", new Range("0", "65535")),
            entry("threads", new Range("8", "10000")),
            entry("max-connections", new Range("1", "1000000")),
            entry("max-connections-per-address", new Range("1", "1000000")),
            entry("max-header-size", new Range("1KiB", "1MiB")),
            entry("min-data-rate", new Range("1B", "1MiB")),
            entry("max-buffers", new Range("8MiB", "1024GiB")),
            entry("max-concurrency", new Range("1", "100000")),
            entry("max-backlog", new Range("1", "1000000000")),
            entry("max-function-backlog", new Range("1", "1000000000")),
            entry("retention-count", new Range("0", "1000000000")),
            entry("retention-age", new Range("1ms", "1000000d")),
            entry("max-log-size", new Range("0B", "1024GiB")),
            entry("heartbeat", new Range("10ms", "1h")),
            entry("min-free-disk", new Range("0B", "1024GiB")));

    private ConfigValidator() {}

    /**
     * @param text of the value
     * @param reader the setting's own, which has accepted the text
     */
    static Optional<String> problem(String key, String text, Function<String, ?> reader) {
        Object value = reader.apply(text);
        Range range = value instanceof Duration ? RANGES.getOrDefault(key, DURATION) : RANGES.get(key);
        return range == null || range.contains(value, reader)
                ? Optional.empty()
                : Optional.of("must be " + range.min + " to " + range.max + ", is " + text);
    }

    private record Range(String min, String max) {
        @SuppressWarnings("unchecked")
        boolean contains(Object value, Function<String, ?> reader) {
            Comparable<Object> comparable = (Comparable<Object>) value;
            return comparable.compareTo(reader.apply(min)) >= 0 && comparable.compareTo(reader.apply(max)) <= 0;
        }
    }
}
