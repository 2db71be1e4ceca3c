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

/** The reader of headers and parameters, which arrive as text, as the JSON values of their schemas. */
public final class Parameters {
    private Parameters() {}

    /** The problems of a text, by a schema. */
    public static List<String> problems(SpecNode schema, String text) {
        JsonNode value = value(schema.at("type").text(), text);
        List<String> problems = new ArrayList<>(schema.problems(value));
        Formats.check(schema, value, "", problems::add);
        return problems;
    }

    /** The places of the keywords of a schema that a text breaks. */
    public static List<String> broken(SpecNode schema, String text) {
        JsonNode value = value(schema.at("type").text(), text);
        List<String> broken = new ArrayList<>(schema.broken(value));
        if (Formats.breaks(schema, value)) {
            broken.add(schema + "/format");
        }
        return broken;
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
