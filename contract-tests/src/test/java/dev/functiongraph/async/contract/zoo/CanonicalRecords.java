package dev.functiongraph.async.contract.zoo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.functiongraph.async.contract.wire.Received;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a conversation has learned of invocations: their ids in the order of their acceptance, and their times. */
final class CanonicalRecords {
    private static final String UUID = "(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final Duration ROUNDING = Duration.ofSeconds(1);
    private static final int LONGEST_MESSAGE = 2_048;

    private final List<String> ids = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Set<String> answerIds = new HashSet<>();
    private final Map<String, String> times = new HashMap<>();
    private final Instant began = Instant.now();
    private long marker;

    /** The id of the invocation with this number, from 0; some other id if there are fewer. */
    String id(int number) {
        return number < ids.size() ? ids.get(number) : "00000000-0000-4000-8000-00000000abcd";
    }

    int count() {
        return ids.size();
    }

    /** The marker that the last page gave. */
    long marker() {
        return marker;
    }

    void noteMarker(long next) {
        marker = next;
    }

    String accepted(JsonNode id, Received received) {
        String text = id.asText();
        boolean isNew = numbers.putIfAbsent(text.toLowerCase(Locale.ROOT), ids.size()) == null;
        ids.add(text);
        String header = received.answer().headers().first("X-Request-Id").orElse("");
        return (id.isTextual() && text.matches(UUID) ? "an id" : "no id: " + id)
                + (isNew ? "" : ", not a new one")
                + (header.equalsIgnoreCase(text) ? "" : ", another than in the header");
    }

    String answerId(String value, boolean ofInvocation) {
        if (!value.matches(UUID)) {
            return value;
        }
        return answerIds.add(value.toLowerCase(Locale.ROOT)) || ofInvocation ? "an id" : "an id once more";
    }

    String id(JsonNode id) {
        Integer number = numbers.get(id.asText().toLowerCase(Locale.ROOT));
        return number != null && id.isTextual() ? "#" + number : "another: " + id;
    }

    String record(JsonNode record) {
        JsonNode code = record.path("error_code");
        boolean bad = code.isIntegralNumber() && code.asLong() != 0;
        String message = CanonicalAnswer.text(record.path("error_message"), LONGEST_MESSAGE);
        return id(record.path("request_id")) + " " + record.path("status") + " " + code
                + (bad ? message.replace(" empty", " a text") : message)
                + time(record, "start_time") + time(record, "end_time") + order(record);
    }

    /** Whether it is there, can be right, and stays as it was told before. */
    private String time(JsonNode record, String name) {
        if (!record.has(name)) {
            return " no " + name;
        }
        JsonNode time = record.path(name);
        try {
            OffsetDateTime told = OffsetDateTime.parse(time.isTextual() ? time.asText() : "");
            Instant instant = told.toInstant();
            boolean possible = told.getOffset().equals(ZoneOffset.UTC)
                    && instant.isAfter(began.minus(ROUNDING))
                    && instant.isBefore(Instant.now().plus(ROUNDING));
            String before = times.put(id(record.path("request_id")) + name, time.asText());
            boolean stays = before == null || before.equals(time.asText());
            return (possible ? " " : " impossible ") + name + (stays ? "" : " changed");
        } catch (DateTimeException e) {
            return " malformed " + name;
        }
    }

    private static String order(JsonNode record) {
        try {
            return OffsetDateTime.parse(record.path("end_time").asText())
                            .isBefore(OffsetDateTime.parse(
                                    record.path("start_time").asText()))
                    ? " turned around"
                    : "";
        } catch (DateTimeException e) {
            return "";
        }
    }
}
