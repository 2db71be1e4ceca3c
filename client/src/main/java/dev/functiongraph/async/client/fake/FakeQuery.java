package dev.functiongraph.async.client.fake;

import dev.functiongraph.async.client.Invocation;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The query of a list. */
record FakeQuery(
        Optional<String> id,
        Optional<String> status,
        Optional<Instant> from,
        Optional<Instant> to,
        int limit,
        long marker) {

    private static final String TIME_FORM =
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}" + "(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})?";
    /** A time without an offset is UTC. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ISO_DATE_TIME.withZone(ZoneOffset.UTC);

    static FakeQuery parse(URI uri) throws RefusedException {
        Map<String, String> values = new HashMap<>();
        for (String pair : Optional.ofNullable(uri.getRawQuery()).orElse("").split("&")) {
            String[] parts = pair.split("=", 2);
            String value = parts.length < 2 ? "" : decoded(parts[1]);
            if (!pair.isEmpty() && values.put(decoded(parts[0]), value) != null) {
                throw RefusedException.malformed("a query parameter that is repeated");
            }
        }
        return new FakeQuery(
                value(values, "request_id", "(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
                value(values, "status", "WAIT|RUNNING|SUCCESS|FAIL|DISCARD"),
                time(values, "query_begin_time"),
                time(values, "query_end_time"),
                value(values, "limit", "0*([1-9]|[1-9][0-9]|[1-4][0-9][0-9]|500)")
                        .map(Integer::valueOf)
                        .orElse(100),
                value(values, "marker", "[0-9]{1,18}").map(Long::valueOf).orElse(0L));
    }

    static String decoded(String text) {
        return URI.create("/" + text).getPath().substring(1);
    }

    private static Optional<String> value(Map<String, String> values, String name, String pattern)
            throws RefusedException {
        Optional<String> value = Optional.ofNullable(values.get(name));
        if (value.isPresent() && !value.get().matches(pattern)) {
            throw RefusedException.malformed(name);
        }
        return value;
    }

    private static Optional<Instant> time(Map<String, String> values, String name) throws RefusedException {
        try {
            return value(values, name, TIME_FORM).map(text -> TIME.parse(text, Instant::from));
        } catch (DateTimeException e) {
            throw RefusedException.malformed(name);
        }
    }

    boolean fits(Invocation invocation, Instant acceptedAt) {
        return id.map(wanted -> wanted.equalsIgnoreCase(invocation.requestId().toString()))
                        .orElse(true)
                && status.map(wanted -> wanted.equals(invocation.status().name()))
                        .orElse(true)
                && from.map(time -> !acceptedAt.isBefore(time)).orElse(true)
                && to.map(time -> !acceptedAt.isAfter(time)).orElse(true);
    }
}
