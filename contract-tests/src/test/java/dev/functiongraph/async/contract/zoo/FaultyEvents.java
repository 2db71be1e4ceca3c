package dev.functiongraph.async.contract.zoo;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Servers with faults in parsing events. */
final class FaultyEvents {
    private static final JsonMapper STRICT = Bodies.LENIENT
            .rebuild()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** An escape that begins a pair, with none behind it that ends one. */
    private static final Pattern HALF_A_PAIR = Pattern.compile("(?i)\\\\ud[89ab]..(?!\\\\ud[c-f])");

    private FaultyEvents() {}

    static Stream<ServerSpecimen> all() {
        return Stream.of(valid(), malformed(), refused(), traces()).flatMap(servers -> servers);
    }

    private static Stream<ServerSpecimen> valid() {
        return Stream.of(
                refusing(
                        "what is not in the basic plane",
                        text -> text.codePoints().anyMatch(point -> point > 0xffff)),
                refusing("the character 0", text -> text.contains("\\u0000")),
                refusing("an escaped slash", text -> text.contains("\\/")),
                refusing("the empty key", text -> text.contains("\"\":")),
                refusing("more than 4,000 keys", text -> text.split("\":").length > 4_000),
                refusing("keys of more than 100,000 letters", text -> text.matches("\\{\"[a-z]{100000,}.*")),
                refusing("keys of 1,000 to 50,000 letters", text -> text.matches("\\{\"[a-z]{1000,50000}\".*")),
                refusing("whitespace before the event", text -> text.matches("(?s)\\s.*")),
                refusing(
                        "event.unpaired-surrogate",
                        "half a surrogate pair",
                        text -> HALF_A_PAIR.matcher(text).find()));
    }

    private static ServerSpecimen refusing(String what, Predicate<String> refused) {
        return refusing("event.valid", what, refused);
    }

    private static ServerSpecimen refusing(String requirement, String what, Predicate<String> refused) {
        return ServerSpecimen.of(requirement, "refuses " + what).with(() -> new Model() {
            @Override
            void checkEvent(Call call) throws RefusedException {
                super.checkEvent(call);
                if (refused.test(call.request().text())) {
                    throw new RefusedException(Reply.error(400, "no " + what));
                }
            }
        });
    }

    private static Stream<ServerSpecimen> malformed() {
        return Stream.of(
                lenient(JsonReadFeature.ALLOW_SINGLE_QUOTES),
                lenient(JsonReadFeature.ALLOW_JAVA_COMMENTS),
                lenient(JsonReadFeature.ALLOW_TRAILING_COMMA),
                lenient(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS),
                lenient(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES),
                lenient(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER));
    }

    private static ServerSpecimen lenient(JsonReadFeature feature) {
        JsonMapper mapper = Bodies.LENIENT
                .rebuild()
                .enable(feature)
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .build();
        return reading("event.malformed-json", feature.name(), text -> understood(mapper, text));
    }

    /** An object is written as JSON again; anything else is left as it is. */
    private static String understood(JsonMapper mapper, String text) throws JsonProcessingException {
        JsonNode event = mapper.readTree(text);
        return event.isObject() ? event.toString() : text;
    }

    /** How an event is understood; as JSON, which is then judged as ever. */
    @FunctionalInterface
    private interface EventParser {
        String of(String text) throws JsonProcessingException;
    }

    /** Reads events in a way of its own. */
    private static final class Reading extends Model {
        private final EventParser parser;

        Reading(EventParser parser) {
            this.parser = parser;
        }

        @Override
        void checkEvent(Call call) throws RefusedException {
            if (call.request().body().length > 0) {
                Bodies.checkEvent(understood(utf8(call.request().body())));
            }
        }

        private String understood(String text) {
            try {
                return parser.of(text);
            } catch (JsonProcessingException e) {
                return text;
            }
        }
    }

    private static ServerSpecimen reading(String requirement, String peculiarity, EventParser parser) {
        return ServerSpecimen.of(requirement, peculiarity).with(() -> new Reading(parser));
    }

    private static Stream<ServerSpecimen> refused() {
        return Stream.of(
                reading(
                        "event.not-an-object",
                        "takes the empty text for {}",
                        text -> text.strip().equals("\"\"") ? "{}" : text),
                reading(
                        "event.not-an-object",
                        "takes lists",
                        text -> text.strip().matches("(?s)\\[.*\\]") ? "{}" : text),
                reading(
                        "event.null-is-absent",
                        "refuses null",
                        text -> text.strip().equals("null") ? "[]" : text),
                reading(
                        "event.null-is-absent",
                        "takes null without whitespace only",
                        text -> text.strip().equals("null") && !text.equals("null") ? "[]" : text),
                taking("numbers", JsonNode::isNumber),
                taking("null", JsonNode::isNull),
                taking("booleans", JsonNode::isBoolean),
                taking("empty objects", value -> value.isObject() && value.isEmpty()),
                taking("lists", JsonNode::isArray),
                reading("event.duplicate-key", "takes the last value", text -> understood(Bodies.LENIENT, text)),
                reading(
                        "event.duplicate-key",
                        "compares keys as they are written",
                        text -> text.contains("\\u0061") ? understood(Bodies.LENIENT, text) : text),
                reading("event.trailing-content", "stops at the event's end", FaultyEvents::toItsEnd),
                reading(
                        "event.trailing-content",
                        "takes a zero byte for the end",
                        text -> text.matches("(?s).*\\}\u0000\\s*") ? text.substring(0, text.lastIndexOf(0)) : text),
                ServerSpecimen.of("event.not-utf8", "replaces bytes that are not UTF-8")
                        .with(() -> new Model() {
                            @Override
                            String utf8(byte[] body) {
                                return new String(body, StandardCharsets.UTF_8);
                            }
                        }),
                ServerSpecimen.of("event.not-utf8", "takes bytes that are not UTF-8 for Latin-1")
                        .with(() -> new Model() {
                            @Override
                            String utf8(byte[] body) throws RefusedException {
                                try {
                                    return super.utf8(body);
                                } catch (RefusedException e) {
                                    return new String(body, StandardCharsets.ISO_8859_1);
                                }
                            }
                        }));
    }

    private static ServerSpecimen taking(String what, Predicate<JsonNode> values) {
        return reading("event.value-not-a-string", "takes " + what, text -> {
            JsonNode event = STRICT.readTree(text);
            if (!event.isObject()) {
                return text;
            }
            ObjectNode taken = Reply.JSON.createObjectNode();
            event.properties()
                    .forEach(field -> taken.set(
                            field.getKey(), values.test(field.getValue()) ? new TextNode("") : field.getValue()));
            return taken.toString();
        });
    }

    private static String toItsEnd(String text) throws JsonProcessingException {
        JsonNode event = new JsonMapper().readTree(text);
        return event.isObject() && text.matches("(?s)\\{\"a\":\"b\"\\}.+") ? event.toString() : text;
    }

    private static Stream<ServerSpecimen> traces() {
        return Stream.of(
                ServerSpecimen.of("event.names-the-place", "says only that something is wrong")
                        .with(() -> new Model() {
                            @Override
                            Reply refused(Reply reply) {
                                return reply.status() == 400
                                        ? reply.withBody("{\"error_code\":\"FSS.0400\",\"error_msg\":\"bad request\"}")
                                        : reply;
                            }
                        }),
                ServerSpecimen.of("event.refused-leaves-no-record", "keeps what it refused, under the answer's id")
                        .with(() -> new Model() {
                            @Override
                            void checkEvent(Call call) throws RefusedException {
                                try {
                                    super.checkEvent(call);
                                } catch (RefusedException e) {
                                    records.add(
                                            "test",
                                            e.reply()
                                                    .headers()
                                                    .first("X-Request-Id")
                                                    .orElseThrow());
                                    throw e;
                                }
                            }
                        }),
                ServerSpecimen.of("event.refused-leaves-no-record", "keeps what it refused, under another id")
                        .with(() -> new Model() {
                            @Override
                            void checkEvent(Call call) throws RefusedException {
                                try {
                                    super.checkEvent(call);
                                } catch (RefusedException e) {
                                    records.add("test", UUID.randomUUID().toString());
                                    throw e;
                                }
                            }
                        }));
    }
}
