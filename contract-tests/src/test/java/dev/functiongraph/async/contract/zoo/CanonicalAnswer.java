package dev.functiongraph.async.contract.zoo;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.functiongraph.async.contract.spec.MediaType;
import dev.functiongraph.async.contract.wire.Received;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text of what the contract fixes in an answer: two answers that differ in nothing else have the same. In it, ids are
 * numbers in the order of their acceptance, times say whether they can be right, and messages for people whether they
 * are there.
 */
final class CanonicalAnswer {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    /** What HTTP says of a message and its connection, and what says nothing of the answer. */
    private static final Set<String> OF_HTTP =
            Set.of("connection", "content-length", "date", "server", "keep-alive", "vary", "retry-after");

    private static final int LONGEST_CODE = 32;
    private static final int LONGEST_MESSAGE = 1_024;

    private final Received received;
    private final CanonicalRecords records;

    CanonicalAnswer(Received received, CanonicalRecords records) {
        this.received = received;
        this.records = records;
    }

    /** @param hasBody whether a body may follow the header section, and is then described */
    String text(boolean hasBody) {
        String reason = received.status() == 429 ? received.statusLine() : "";
        return received.status() + " " + reason + " " + received.framing() + " " + headers(hasBody)
                + (hasBody ? " " + body() : "");
    }

    private String headers(boolean hasBody) {
        TreeMap<String, String> told = new TreeMap<>();
        for (String name : received.answer().headers().names()) {
            String key = name.toLowerCase(Locale.ROOT);
            String value = String.join(", ", received.answer().headers().values(name));
            if (key.equals("retry-after") && received.status() == 429) {
                told.put(key, "is there");
            } else if (!OF_HTTP.contains(key)) {
                told.put(key, header(key, value));
            }
        }
        if (!hasBody) {
            told.remove("content-type");
        }
        told.remove("content-encoding", "identity");
        return told.toString();
    }

    private String header(String name, String value) {
        return switch (name) {
            case "x-request-id" -> records.answerId(value, received.status() == 202);
            case "content-type" ->
                MediaType.parse(value)
                        .map(type -> type.name() + (type.isUtf8() ? "" : ", not UTF-8"))
                        .orElse(value);
            case "content-encoding" -> value.toLowerCase(Locale.ROOT);
            case "allow", "accept-encoding" ->
                new TreeSet<>(Arrays.asList(value.strip().split("[ ,]+"))).toString();
            case "www-authenticate" -> value.isBlank() ? "blank" : "a challenge";
            default -> value;
        };
    }

    private String body() {
        try {
            // Jackson takes other encodings for JSON, too.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(received.answer().body()))
                    .toString();
            JsonNode body = STRICT.readTree(text);
            if (!body.isObject()) {
                return "no object: " + body;
            }
            return switch (received.status()) {
                case 200 -> body.has("invocations") ? page(body) : canceled(body);
                case 202 -> records.accepted(body.path("request_id"), received);
                default -> error(body);
            };
        } catch (IOException e) {
            return "no JSON";
        }
    }

    private static String error(JsonNode body) {
        JsonNode code = body.path("error_code");
        return (code.isTextual() && code.asText().length() <= LONGEST_CODE ? code.asText() : "no code: " + code)
                + text(body.path("error_msg"), LONGEST_MESSAGE);
    }

    private String canceled(JsonNode body) {
        return records.id(body.path("request_id")) + " " + body.path("status");
    }

    private String page(JsonNode body) {
        JsonNode next = body.path("next_marker");
        boolean more = next.isIntegralNumber() && next.canConvertToLong() && next.asLong() > 0;
        records.noteMarker(next.asLong());
        return body.path("count") + " " + (more ? "more" : next) + " " + records(body.path("invocations"));
    }

    private String records(JsonNode invocations) {
        StringBuilder all = new StringBuilder(invocations.isArray() ? "" : "no list: " + invocations);
        for (JsonNode record : invocations) {
            all.append("\n  ").append(record.isObject() ? records.record(record) : record);
        }
        return all.toString();
    }

    /** The canonical form of a message for people. */
    static String text(JsonNode message, int longest) {
        if (!message.isTextual()) {
            return " no text: " + message;
        }
        int length = message.asText().length();
        return length == 0 ? " empty" : length > longest ? " too long" : " a text";
    }

    /** The answers that a connection brought, whatever they were: their lines without what may be any. */
    static String ofRaw(byte[] came) {
        return new String(came, StandardCharsets.ISO_8859_1)
                .lines()
                .map(line -> line.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "an id")
                        .replaceAll("\"error_msg\":\"[^\"]+\"", "a text")
                        .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", "a time")
                        .replaceAll("\"next_marker\":[1-9][0-9]*", "more"))
                .map(line -> Pattern.compile("^[A-Za-z-]+(?=:)")
                        .matcher(line)
                        .replaceFirst(name -> name.group().toLowerCase(Locale.ROOT)))
                .filter(line -> !line.startsWith("content-length"))
                .collect(Collectors.joining("\n"));
    }
}
