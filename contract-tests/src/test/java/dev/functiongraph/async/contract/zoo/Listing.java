package dev.functiongraph.async.contract.zoo;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;

/** The query of a listing. */
record Listing(String id, String status, Instant begin, Instant end, int limit, long marker) {
    private static final String TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?"
            + "(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])?";

    static Listing parse(String query) throws RefusedException {
        Map<String, String> values = new HashMap<>();
        for (String pair : query.split("&")) {
            String[] parts = pair.split("=", 2);
            if (values.put(Escapes.decoded(parts[0]), parts.length < 2 ? "" : Escapes.decoded(parts[1])) != null
                    && !pair.isEmpty()) {
                throw malformed(parts[0]);
            }
        }
        return new Listing(
                value(values, "request_id", "", "(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
                value(values, "status", "", "WAIT|RUNNING|SUCCESS|FAIL|DISCARD"),
                time(value(values, "query_begin_time", "0000-01-01T00:00:00", TIME)),
                time(value(values, "query_end_time", "9999-12-31T23:59:59", TIME)),
                Integer.parseInt(value(values, "limit", "100", "0*([1-9]|[1-9][0-9]|[1-4][0-9][0-9]|500)")),
                Long.parseLong(value(values, "marker", "0", "[0-9]{1,18}")));
    }

    Listing ofAnyTime() {
        return new Listing(id, status, Instant.MIN, Instant.MAX, limit, marker);
    }

    Listing withPage(int otherLimit, long otherMarker) {
        return new Listing(id, status, begin, end, otherLimit, otherMarker);
    }

    private static String value(Map<String, String> values, String name, String absent, String pattern)
            throws RefusedException {
        if (!values.containsKey(name)) {
            return absent;
        }
        if (!values.get(name).matches(pattern)) {
            throw malformed(name);
        }
        return values.get(name);
    }

    private static Instant time(String text) throws RefusedException {
        try {
            return OffsetDateTime.parse(text.matches(".*(Z|[+-]..:..)") ? text : text + "Z")
                    .toInstant();
        } catch (DateTimeException e) {
            throw malformed("time");
        }
    }

    private static RefusedException malformed(String name) {
        return new RefusedException(Reply.error(400, "the query parameter " + name + " is malformed"));
    }
}
