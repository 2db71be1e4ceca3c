package dev.functiongraph.async.compatibility;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One place where two specs differ; {@code before} or {@code after} is a missing node where it does not stand. */
record Difference(JsonPointer place, JsonNode before, JsonNode after) {

    private static final int SHORT = 160;

    static List<Difference> between(JsonNode before, JsonNode after) {
        List<Difference> found = new ArrayList<>();
        compare(JsonPointer.empty(), before, after, found);
        return found;
    }

    private static void compare(JsonPointer place, JsonNode before, JsonNode after, List<Difference> found) {
        if (before.equals(after)) {
            return;
        }
        if (before.isObject() && after.isObject()) {
            Set<String> names = new TreeSet<>();
            before.fieldNames().forEachRemaining(names::add);
            after.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(place.appendProperty(name), before.path(name), after.path(name), found));
        } else if (before.isArray() && before.size() == after.size()) {
            for (int i = 0; i < before.size(); i++) {
                compare(place.appendIndex(i), before.get(i), after.get(i), found);
            }
        } else {
            found.add(new Difference(place, before, after));
        }
    }

    boolean removesField() {
        return after.isMissingNode() && place.toString().matches(".*/properties/[^/]+");
    }

    boolean makesNullable() {
        return after.asBoolean() && place.toString().endsWith("/nullable");
    }

    boolean changesDefault() {
        return !before.isMissingNode() && place.toString().matches(".*(?<!/properties|/responses)/default");
    }

    boolean closesSchema() {
        return after.isBoolean() && !after.booleanValue() && place.toString().endsWith("/additionalProperties");
    }

    boolean makesOptional() {
        return before.asBoolean()
                && after.isBoolean()
                && !after.booleanValue()
                && place.toString().endsWith("/required");
    }

    boolean addsPattern() {
        return before.isMissingNode() && place.toString().endsWith("/pattern");
    }

    /** {@code ^(?:X|Y)$} permits all that {@code ^X$} permits. */
    boolean addsAlternative() {
        String old = before.asText().replaceAll("^\\^|\\$$", "");
        String added = after.asText().replaceFirst(Pattern.quote("^(?:" + old + "|") + "(.*)\\)\\$$", "$1");
        return place.toString().endsWith("/pattern")
                && before.asText().equals("^" + old + "$")
                && after.asText().equals("^(?:" + old + "|" + added + ")$")
                && isPattern(added);
    }

    private static boolean isPattern(String text) {
        try {
            Pattern.compile(text);
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    boolean addsEnum() {
        return before.isMissingNode() && after.isArray() && place.toString().endsWith("/enum");
    }

    /** Of numbers or of lengths: whoever relied on it may get what does not fit. */
    boolean widensRange() {
        String keyword = place.last().getMatchingProperty();
        boolean lost = after.isMissingNode();
        return before.isNumber()
                && ((keyword.startsWith("max") && (lost || after.asLong() > before.asLong()))
                        || (keyword.startsWith("min") && (lost || after.asLong() < before.asLong())));
    }

    /** Generators name classes after tags and schemas. */
    boolean renamesGeneratedClass() {
        return place.toString().matches("/paths/.*/tags(/\\d+)?") || removesSchema();
    }

    boolean removesSchema() {
        return after.isMissingNode() && place.toString().matches("/components/schemas/[^/]+");
    }

    boolean addsComponent() {
        return before.isMissingNode() && place.toString().matches("/components/[^/]+/[^/]+");
    }

    /** Makes this one change to {@code spec}. */
    void applyTo(JsonNode spec) {
        JsonNode parent = spec.at(place.head());
        String name = place.last().getMatchingProperty();
        if (parent instanceof ArrayNode array) {
            array.set(place.last().getMatchingIndex(), after);
        } else if (parent instanceof ObjectNode object && after.isMissingNode()) {
            object.remove(name);
        } else if (parent instanceof ObjectNode object) {
            object.set(name, after);
        }
    }

    @Override
    public String toString() {
        return place + ": " + change();
    }

    private String change() {
        if (after.isMissingNode()) {
            return "removed (was " + brief(before) + ")";
        }
        if (before.isMissingNode()) {
            return "added: " + brief(after);
        }
        if (before.isArray() && after.isArray()) {
            return Stream.of(words("lost ", without(before, after)), words("gained ", without(after, before)))
                    .filter(words -> !words.isEmpty())
                    .collect(Collectors.joining(", "));
        }
        return brief(before) + " became " + brief(after);
    }

    private static String words(String verb, JsonNode items) {
        return items.isEmpty() ? "" : verb + brief(items);
    }

    private static JsonNode without(JsonNode some, JsonNode others) {
        Set<JsonNode> left = new LinkedHashSet<>();
        some.forEach(left::add);
        others.forEach(left::remove);
        return ((ArrayNode) some).arrayNode().addAll(left);
    }

    private static String brief(JsonNode node) {
        String text = node.toString();
        return text.length() <= SHORT ? text : text.substring(0, SHORT) + "…";
    }
}
