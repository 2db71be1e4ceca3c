package dev.functiongraph.async.contract.zoo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Changes to a body by which the correct server takes it for another. */
final class BodyChanges {
    private BodyChanges() {}

    static boolean hasKeyOver(JsonNode node, int most) {
        return node.properties().stream().anyMatch(field -> field.getKey().length() > most);
    }

    static boolean hasValueOver(JsonNode node, int most) {
        return node.properties().stream()
                .anyMatch(field -> field.getValue().asText("").length() > most);
    }

    /** Refuses an object. */
    static UnaryOperator<byte[]> object(Predicate<JsonNode> refused) {
        return body -> {
            try {
                JsonNode node = new JsonMapper().readTree(body);
                return node != null && node.isObject() && refused.test(node) ? new byte[] {'{'} : body;
            } catch (IOException e) {
                return body;
            }
        };
    }

    static boolean isUtf8(byte[] body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    static UnaryOperator<byte[]> text(UnaryOperator<String> change) {
        return body -> change.apply(new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    static UnaryOperator<byte[]> charset(Charset charset) {
        return body -> {
            String text = new String(body, charset);
            return text.matches("(?s)\uFEFF?\\s*[{\\[\"].*")
                    ? text.replace("\uFEFF", "").getBytes(StandardCharsets.UTF_8)
                    : body;
        };
    }

    /** What only a lenient parser reads becomes what a strict one reads, too. */
    static UnaryOperator<byte[]> lenient(JsonMapper mapper) {
        JsonMapper strict = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        return body -> {
            if (!isUtf8(body)) {
                return body;
            }
            try {
                JsonNode read = mapper.reader(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .readTree(new String(body, StandardCharsets.UTF_8));
                return read == null ? body : strict.writeValueAsBytes(read);
            } catch (IOException e) {
                return body;
            }
        };
    }

    static byte[] firstValue(byte[] body) {
        try {
            JsonNode first = JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build()
                    .readTree(new String(body, StandardCharsets.UTF_8));
            return first == null || !isUtf8(body) ? body : first.toString().getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            return body;
        }
    }

    static byte[] readAgain(byte[] body) {
        try {
            JsonNode read = new JsonMapper().readTree(new String(body, StandardCharsets.UTF_8));
            return read != null && read.isTextual() ? read.asText().getBytes(StandardCharsets.UTF_8) : body;
        } catch (JsonProcessingException e) {
            return body;
        }
    }

    static UnaryOperator<byte[]> values(String type) {
        return body -> {
            try {
                JsonNode read = JsonMapper.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .build()
                        .readTree(new String(body, StandardCharsets.UTF_8));
                if (!isUtf8(body) || read == null || !read.isObject()) {
                    return body;
                }
                ObjectNode copy = read.deepCopy();
                copy.properties().forEach(field -> {
                    if (field.getValue().getNodeType().name().equalsIgnoreCase(type)) {
                        field.setValue(copy.textNode(field.getValue().toString()));
                    }
                });
                return copy.toString().getBytes(StandardCharsets.UTF_8);
            } catch (JsonProcessingException e) {
                return body;
            }
        };
    }
}
