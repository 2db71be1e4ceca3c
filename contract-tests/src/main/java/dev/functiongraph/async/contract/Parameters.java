package dev.functiongraph.async.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** Headers and parameters arrive as text; their schemas speak of JSON values. */
final class Parameters {
    private Parameters() {}

    /** What is wrong with a text, by a schema. */
    static List<String> problems(SpecNode schema, String text) {
        return schema.problems(value(schema.at("type").text(), text));
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
