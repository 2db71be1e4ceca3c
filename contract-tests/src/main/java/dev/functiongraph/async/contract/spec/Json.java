package dev.functiongraph.async.contract.spec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/** A JSON reader that is stricter than JSON libraries are by default. */
public final class Json {
    public static final String MEDIA_TYPE = "application/json";

    // No contract limits the length of a key; the body's own limit is enough.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();
    private static final JsonMapper LENIENT = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final JsonMapper STRICT = JsonMapper.builder(FACTORY.copy())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    /**
     * Reads one JSON value in UTF-8 without duplicate keys.
     *
     * @param problems gets every problem
     * @return empty where there is no value that could be judged further
     */
    public static Optional<JsonNode> read(byte[] body, Consumer<String> problems) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            JsonNode value = read(text, problems);
            if (value.isMissingNode()) {
                problems.accept("the body is empty");
                return Optional.empty();
            }
            return Optional.of(value);
        } catch (CharacterCodingException e) {
            problems.accept("the body is not UTF-8");
        } catch (JsonProcessingException e) {
            problems.accept("the body is not JSON: " + e.getOriginalMessage());
        }
        return Optional.empty();
    }

    private static JsonNode read(String text, Consumer<String> problems) throws JsonProcessingException {
        try {
            return STRICT.readTree(text);
        } catch (JsonProcessingException e) {
            JsonNode value = LENIENT.readTree(text);
            problems.accept("the body has a duplicate key: " + e.getOriginalMessage());
            return value;
        }
    }
}
