package dev.functiongraph.async.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Compares JSON values with examples. */
public final class Examples {
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private Examples() {}

    /** Whether a value is the example's, where any UUID may stand for the example's. */
    public static boolean same(JsonNode example, JsonNode value) {
        if (example.isObject() && value.isObject()) {
            List<String> names = new ArrayList<>();
            example.fieldNames().forEachRemaining(names::add);
            return names.size() == value.size()
                    && names.stream().allMatch(name -> value.has(name) && same(example.get(name), value.get(name)));
        }
        return example.equals(value) || (isUuid(example) && isUuid(value));
    }

    private static boolean isUuid(JsonNode value) {
        return value.isTextual() && UUID.matcher(value.textValue()).matches();
    }
}
