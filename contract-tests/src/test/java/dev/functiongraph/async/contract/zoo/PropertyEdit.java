package dev.functiongraph.async.contract.zoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.UUID;

/** A change to one property of a JSON object. */
enum PropertyEdit {
    DROP((object, name, request) -> object.remove(name)),
    RENAME((object, name, request) -> object.set(name.toUpperCase(Locale.ROOT), object.remove(name))),
    NULL((object, name, request) -> object.set(name, NullNode.getInstance())),
    OTHER_TYPE((object, name, request) -> {
        JsonNode value = object.path(name);
        if (value.isTextual()) {
            object.put(name, 7);
        } else {
            object.put(name, value.asText("text"));
        }
    }),
    IN_A_LIST((object, name, request) -> {
        JsonNode value = object.path(name);
        object.putArray(name).add(value);
    }),
    EMPTY((object, name, request) -> replace(object, name, "", 0)),
    LONGER((object, name, request) ->
            replace(object, name, object.path(name).asText() + "x".repeat(5_000), Long.MAX_VALUE)),
    OTHER_CASE((object, name, request) -> {
        String text = object.path(name).asText();
        if (object.path(name).isTextual()) {
            String upper = text.toUpperCase(Locale.ROOT);
            object.put(name, text.equals(upper) ? text.toLowerCase(Locale.ROOT) : upper);
        }
    }),
    THE_CALLERS(
            (object, name, request) -> request.header("X-Request-Id").ifPresent(id -> replace(object, name, id, 7))),
    CONSTANT((object, name, request) -> replace(object, name, "e834cb5b-1b2b-4c6b-b41c-8bd10fd41826", 7)),
    RANDOM((object, name, request) -> replace(
            object, name, UUID.randomUUID().toString(), UUID.randomUUID().getLeastSignificantBits() >>> 40)),
    FRACTION((object, name, request) -> {
        if (object.path(name).isNumber()) {
            object.put(name, object.path(name).asDouble() + 0.5);
        }
    }),
    NEGATIVE((object, name, request) -> {
        if (object.path(name).isNumber()) {
            object.put(name, -1 - object.path(name).asLong());
        }
    }),
    ONE_MORE((object, name, request) -> {
        if (object.path(name).isNumber()) {
            object.put(name, object.path(name).asLong() + 1);
        }
    }),
    ONE_LESS((object, name, request) -> {
        if (object.path(name).asLong() > 0) {
            object.put(name, object.path(name).asLong() - 1);
        }
    });

    private final Change change;

    PropertyEdit(Change change) {
        this.change = change;
    }

    /** What is done to the property of this name, which is there. */
    @FunctionalInterface
    private interface Change {
        void apply(ObjectNode object, String name, Incoming request);
    }

    /** The property is there. */
    void applyWithin(JsonNode body, String path, Incoming request) {
        String[] names = path.split("\\[]\\.", 2);
        if (names.length == 2) {
            body.path(names[0]).forEach(each -> applyWithin(each, names[1], request));
        } else if (body.has(path)) {
            change.apply((ObjectNode) body, path, request);
        }
    }

    boolean fits(JsonNode value) {
        return switch (this) {
            case OTHER_CASE -> value.isTextual() && !value.asText().isEmpty();
            case FRACTION, NEGATIVE, ONE_MORE, ONE_LESS -> value.isNumber();
            case EMPTY, LONGER, THE_CALLERS, CONSTANT, RANDOM -> value.isValueNode();
            default -> true;
        };
    }

    private static void replace(ObjectNode object, String name, String text, long number) {
        if (object.path(name).isNumber()) {
            object.put(name, number);
        } else {
            object.put(name, text);
        }
    }
}
