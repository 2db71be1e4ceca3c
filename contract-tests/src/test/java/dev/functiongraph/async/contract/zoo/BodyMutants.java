package dev.functiongraph.async.contract.zoo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Servers that read bodies otherwise. */
final class BodyMutants extends RequestMutants {

    @Override
    void addAll() {
        Map<String, UnaryOperator<byte[]>> changes = new LinkedHashMap<>();
        for (JsonReadFeature feature : JsonReadFeature.values()) {
            changes.put(
                    feature.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    lenient(JsonMapper.builder().enable(feature).build()));
        }
        changes.put("duplicate keys are allowed", lenient(new JsonMapper()));
        changes.put("what is behind it is ignored", BodyMutants::firstValue);
        changes.put("a byte order mark is dropped", text(text -> text.replaceFirst("^\uFEFF", "")));
        changes.put("zeros are dropped", text(text -> text.replace("\u0000", "")));
        changes.put(
                "any white space is dropped",
                text(text -> text.replaceAll("^[\\s\u00A0\u2003\f\u000B]+|[\\s\u00A0\u2003\f\u000B]+$", "")));
        changes.put("blank is absent", text(text -> text.isBlank() ? "" : text));
        changes.put("UTF-16 is known", charset(StandardCharsets.UTF_16LE));
        changes.put("UTF-16BE is known", charset(StandardCharsets.UTF_16BE));
        changes.put("UTF-32 is known", charset(Charset.forName("UTF-32BE")));
        changes.put("invalid UTF-8 is replaced", text(text -> text));
        changes.put(
                "invalid UTF-8 is Latin-1",
                body -> isUtf8(body)
                        ? body
                        : new String(body, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.UTF_8));
        changes.put("nulls are texts", values("null"));
        changes.put("numbers are texts", values("number"));
        changes.put("booleans are texts", values("boolean"));
        changes.put("lists are texts", values("array"));
        changes.put("objects are texts", values("object"));
        changes.put("null is {}", text(text -> text.strip().equals("null") ? "{}" : text));
        changes.put("[] is {}", text(text -> text.strip().equals("[]") ? "{}" : text));
        changes.put("\"\" is {}", text(text -> text.strip().equals("\"\"") ? "{}" : text));
        changes.put("false is {}", text(text -> text.strip().equals("false") ? "{}" : text));
        changes.put("a list is its first", text(text -> text.replaceFirst("(?s)^\\s*\\[(.*)\\]\\s*$", "$1")));
        changes.put("a JSON text is read again", BodyMutants::readAgain);
        changes.put("form data is JSON", text(text -> text.matches("\\w+=\\w*(&\\w+=\\w*)*") ? "{}" : text));
        for (String part : List.of(
                "null",
                "{}",
                "\"\"",
                "\\\\u",
                "\\\\n",
                "[^\\x00-\\x7F]",
                "[\\x{10000}-\\x{10FFFF}]",
                "\\\\ud",
                "<",
                "'",
                "--",
                "\\.\\./",
                "\\$\\{",
                "%00",
                "\\t",
                "\\r",
                "\\s$",
                "^\\s",
                "\"\":",
                "\\\\\\\\",
                "\\\\/")) {
            changes.put(
                    part + " is refused",
                    text(text -> Pattern.compile(part).matcher(text).find() ? "{" : text));
        }
        for (int most : List.of(1, 1_000, 10_000, 65_535, 65_536, 131_072, 262_143)) {
            changes.put("over " + most + " bytes is refused", body -> body.length > most ? new byte[] {'{'} : body);
        }
        for (int most : List.of(1, 10, 50, 100, 1_000)) {
            changes.put("over " + most + " keys is refused", object(node -> node.size() > most));
        }
        for (int most : List.of(0, 1, 64, 255, 256, 1_000, 50_000)) {
            changes.put("a key over " + most + " characters is refused", object(node -> anyKey(node, most)));
            changes.put("a value over " + most + " characters is refused", object(node -> anyValue(node, most)));
        }
        changes.forEach((operator, change) -> {
            for (String operation : List.of("invoke", "cancel")) {
                add(
                        operator,
                        operation + " body",
                        BodyFreedom.of(operation, operator),
                        request -> Place.operation(request).equals(operation) && request.body().length > 0
                                ? withBody(request, change.apply(request.body()))
                                : request);
            }
        });
    }

    private static boolean anyKey(JsonNode node, int most) {
        return node.properties().stream().anyMatch(field -> field.getKey().length() > most);
    }

    private static boolean anyValue(JsonNode node, int most) {
        return node.properties().stream()
                .anyMatch(field -> field.getValue().asText("").length() > most);
    }

    /** Refuses an object. */
    private static UnaryOperator<byte[]> object(Predicate<JsonNode> refused) {
        return body -> {
            try {
                JsonNode node = new JsonMapper().readTree(body);
                return node != null && node.isObject() && refused.test(node) ? new byte[] {'{'} : body;
            } catch (IOException e) {
                return body;
            }
        };
    }

    private static boolean isUtf8(byte[] body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static UnaryOperator<byte[]> text(UnaryOperator<String> change) {
        return body -> change.apply(new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    private static UnaryOperator<byte[]> charset(Charset charset) {
        return body -> {
            String text = new String(body, charset);
            return text.matches("(?s)\uFEFF?\\s*[{\\[\"].*")
                    ? text.replace("\uFEFF", "").getBytes(StandardCharsets.UTF_8)
                    : body;
        };
    }

    /** What only a lenient parser reads becomes what a strict one reads, too. */
    private static UnaryOperator<byte[]> lenient(JsonMapper mapper) {
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

    private static byte[] firstValue(byte[] body) {
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

    private static byte[] readAgain(byte[] body) {
        try {
            JsonNode read = new JsonMapper().readTree(new String(body, StandardCharsets.UTF_8));
            return read != null && read.isTextual() ? read.asText().getBytes(StandardCharsets.UTF_8) : body;
        } catch (JsonProcessingException e) {
            return body;
        }
    }

    private static UnaryOperator<byte[]> values(String type) {
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
