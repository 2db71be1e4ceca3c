package dev.functiongraph.async.contract.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Headers and parameters arrive as text; their schemas speak of JSON values. */
public final class Parameters {
    /** The validator knows these formats, and does not judge by them. */
    private static final Map<String, Integer> BITS = Map.of("int32", 32, "int64", 64);

    private Parameters() {}

    /** What is wrong with a text, by a schema. */
    public static List<String> problems(SpecNode schema, String text) {
        JsonNode value = value(schema.at("type").text(), text);
        List<String> problems = new ArrayList<>(schema.problems(value));
        if (isTooLong(schema, value)) {
            problems.add("is no " + schema.at("format").text());
        }
        return problems;
    }

    /** The places of the keywords of a schema that a text breaks. */
    public static List<String> broken(SpecNode schema, String text) {
        JsonNode value = value(schema.at("type").text(), text);
        List<String> broken = new ArrayList<>(schema.broken(value));
        if (isTooLong(schema, value)) {
            broken.add(schema + "/format");
        }
        return broken;
    }

    private static boolean isTooLong(SpecNode schema, JsonNode value) {
        Integer bits = BITS.get(schema.at("format").text());
        return bits != null && value.isBigInteger() && value.bigIntegerValue().bitLength() >= bits;
    }

    /** A text that is none of its type stays a text, so that the schema refuses it. */
    private static JsonNode value(String type, String text) {
        if (type.equals("integer") && text.matches("-?[0-9]+")) {
            return BigIntegerNode.valueOf(new BigInteger(text));
        }
        if (type.equals("number") && text.matches("-?[0-9]+(\\.[0-9]+)?")) {
            return DecimalNode.valueOf(new BigDecimal(text));
        }
        if (type.equals("boolean") && text.matches("true|false")) {
            return BooleanNode.valueOf(text.equals("true"));
        }
        return TextNode.valueOf(text);
    }
}
