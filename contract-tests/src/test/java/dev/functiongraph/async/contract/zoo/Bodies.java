package dev.functiongraph.async.contract.zoo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.Set;

/** A strict parser of bodies. */
final class Bodies {
    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNameLength(Integer.MAX_VALUE)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Takes the last value of a duplicate key. */
    static final JsonMapper LENIENT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Of a key in a message. */
    private static final int LONGEST_NAME = 100;

    private Bodies() {}

    private static JsonNode value(String text) throws RefusedException {
        try {
            return STRICT.readTree(text);
        } catch (JsonProcessingException e) {
            throw new RefusedException(Reply.error(400, "the body is malformed JSON"));
        }
    }

    private static JsonNode object(JsonNode value) throws RefusedException {
        if (!value.isObject()) {
            throw new RefusedException(Reply.error(400, "the body is no object"));
        }
        return value;
    }

    /** An object of strings, or null. */
    static void checkEvent(String text) throws RefusedException {
        JsonNode event = value(text);
        for (Map.Entry<String, JsonNode> field : event.isNull()
                ? Set.<Map.Entry<String, JsonNode>>of()
                : object(event).properties()) {
            if (!field.getValue().isTextual()) {
                String key = field.getKey();
                String named = key.length() <= LONGEST_NAME ? key : key.substring(0, LONGEST_NAME) + "…";
                throw new RefusedException(Reply.error(400, "the value of " + named + " is no string"));
            }
        }
    }

    /** An object of any JSON, or null. */
    static void checkAnyJson(String text) throws RefusedException {
        JsonNode event = value(text);
        if (!event.isNull()) {
            object(event);
        }
    }

    static String cancelId(String text) throws RefusedException {
        JsonNode body = object(value(text));
        String id = body.path("request_id").asText("");
        boolean typed = body.path("request_id").isTextual()
                && (!body.has("type") || body.path("type").asText("").equals("force"));
        if (!typed || !id.matches("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw new RefusedException(Reply.error(400, "the body is no request to cancel"));
        }
        return id;
    }
}
