package dev.functiongraph.async.contract.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.Consumer;

/** The formats that the validator knows but does not check, or not to the letter. */
final class Formats {
    private static final Map<String, Integer> BITS = Map.of("int32", 32, "int64", 64);

    private Formats() {}

    /**
     * Judges a value and all that is in it.
     *
     * @param place of the value in the body; empty for all of it
     */
    static void check(SpecNode schema, JsonNode value, String place, Consumer<String> problems) {
        if (breaks(schema, value)) {
            problems.accept((place + " is not a valid " + schema.at("format").text()).strip());
        }
        schema.at("allOf").elements().forEach(part -> check(part, value, place, problems));
        value.properties()
                .forEach(field -> check(
                        schema.at("properties").at(field.getKey()),
                        field.getValue(),
                        place + "/" + field.getKey(),
                        problems));
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            check(schema.at("items"), value.get(i), place + "/" + i, problems);
        }
    }

    /** Whether a number has more bits than its format allows, or a time has a space in place of its T. */
    static boolean breaks(SpecNode schema, JsonNode value) {
        if (schema.at("format").text().equals("date-time") && value.isTextual()) {
            return value.textValue().contains(" ");
        }
        Integer bits = BITS.get(schema.at("format").text());
        if (bits == null || !value.isNumber()) {
            return false;
        }
        return value.isIntegralNumber()
                ? value.bigIntegerValue().bitLength() >= bits
                : Math.abs(value.doubleValue()) >= Math.pow(2, bits - 1);
    }
}
