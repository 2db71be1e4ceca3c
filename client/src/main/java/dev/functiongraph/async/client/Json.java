package dev.functiongraph.async.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The JSON of requests and answers, in UTF-8 whatever the platform's charset. */
final class Json {

    // Servers may add fields to their answers; and Jackson would read an empty id as the id of zeros, and 1.5 as 1.
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .withCoercionConfig(
                    UUID.class, config -> config.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
            .build();

    /** Half of a pair, for which UTF-8 has no bytes. */
    static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

    private Json() {}

    /** Keeps null values: a caller whose event is wrong is to hear so, not to lose a key. */
    static byte[] write(Object value) {
        try {
            String json = MAPPER.writeValueAsString(value);
            // UTF-8 has no bytes for half a surrogate pair; encoding would put '?' in its place.
            return LONE_SURROGATE
                    .matcher(json)
                    .replaceAll(
                            half -> "\\\\u" + Integer.toHexString(half.group().charAt(0)))
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            String why = e.getOriginalMessage().startsWith("Null key") ? ": a key is null" : "";
            throw new IllegalArgumentException("the event cannot be written as JSON" + why, e);
        }
    }

    /** Empty where the text is not the JSON of such a value. */
    static <T> Optional<T> read(String text, Class<T> type) {
        try {
            return Optional.ofNullable(MAPPER.readValue(text, type));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
