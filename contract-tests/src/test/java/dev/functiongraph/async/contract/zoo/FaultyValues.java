package dev.functiongraph.async.contract.zoo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Servers with faults in what they take for a value, where they are said to accept events of any JSON. */
final class FaultyValues {
    private FaultyValues() {}

    static Stream<ServerSpecimen> all() {
        return Stream.of(
                refusing("all but strings", value -> !value.isTextual()),
                refusing("nulls", JsonNode::isNull),
                refusing("integers that a long cannot hold", JsonNode::isBigInteger),
                refusing(
                        "numbers that a double cannot hold",
                        value -> value.asText().equals("Infinity")),
                refusing("lists in lists", value -> value.path(0).isArray()),
                refusing("objects in objects", value -> value.path("a").isObject()),
                ServerSpecimen.of("event.any-json-duplicate-key", "looks for duplicate keys in the event itself alone")
                        .with(() -> new AnyJsonModel() {
                            @Override
                            void checkAnyJson(String event) throws RefusedException {
                                if (!event.startsWith("{\"a\":{") && !event.startsWith("{\"a\":[{},")) {
                                    super.checkAnyJson(event);
                                }
                            }
                        }));
    }

    private static ServerSpecimen refusing(String what, Predicate<JsonNode> values) {
        return ServerSpecimen.of("event.any-json", "refuses " + what).with(() -> new AnyJsonModel() {
            @Override
            void checkAnyJson(String event) throws RefusedException {
                super.checkAnyJson(event);
                for (JsonNode value : parsed(event)) {
                    if (values.test(value)) {
                        throw new RefusedException(Reply.error(400, "no " + what));
                    }
                }
            }
        });
    }

    private static JsonNode parsed(String event) {
        try {
            return Reply.JSON.readTree(event);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
