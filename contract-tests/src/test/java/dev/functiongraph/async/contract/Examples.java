package dev.functiongraph.async.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The comparison of JSON values with examples. */
final class Examples {
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z");

    private Examples() {}

    /** Whether a value is the example's, where any UUID, and any time, may stand for the example's. */
    static boolean same(JsonNode example, JsonNode value) {
        if (example.isObject() && value.isObject()) {
            List<String> names = new ArrayList<>();
            example.fieldNames().forEachRemaining(names::add);
            return names.size() == value.size()
                    && names.stream().allMatch(name -> value.has(name) && same(example.get(name), value.get(name)));
        }
        if (example.isArray() && value.isArray()) {
            return example.size() == value.size()
                    && IntStream.range(0, example.size()).allMatch(i -> same(example.get(i), value.get(i)));
        }
        return example.equals(value) || both(UUID, example, value) || both(TIME, example, value);
    }

    private static boolean both(Pattern kind, JsonNode example, JsonNode value) {
        return is(kind, example) && is(kind, value);
    }

    private static boolean is(Pattern kind, JsonNode value) {
        return value.isTextual() && kind.matcher(value.textValue()).matches();
    }
}
