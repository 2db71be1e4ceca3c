package dev.functiongraph.async.server.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import dev.functiongraph.async.server.files.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The sentence for a value that the schema of {@code functions.yaml} refuses. */
final class SchemaProblem {
    private SchemaProblem() {}

    static String text(Error error) {
        return "line " + YamlReader.line(error.getInstanceNode()) + ": " + place(error) + problem(error);
    }

    private static String place(Error error) {
        String location = error.getInstanceLocation().toString();
        return location.isEmpty() ? "" : location + ": ";
    }

    private static String problem(Error error) {
        JsonNode expected = error.getSchemaNode();
        return switch (error.getKeyword()) {
            case "required" -> "'" + error.getProperty() + "' is missing";
            case "additionalProperties" -> "'" + error.getProperty() + "' is not a known key";
            case "type" -> "must be of type " + expected.asText() + ", is of type " + type(error.getInstanceNode());
            case "enum" -> "must be " + choices(expected);
            case "minimum" -> "must be at least " + expected.asText();
            case "maximum" -> "must be at most " + expected.asText();
            case "minLength" -> "must not be empty";
            case "maxItems" -> "must have at most " + expected.asText() + " entries";
            case "uniqueItems" -> "has a duplicate entry";
            case "pattern" ->
                error.getInstanceLocation().toString().endsWith("/timeout")
                        ? "must be a duration such as 500ms, 30s, 5m, 12h or 1d"
                        : "must begin with http:// or https://";
            default -> "is not valid";
        };
    }

    private static String type(JsonNode value) {
        return value.isIntegralNumber() ? "integer" : value.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private static String choices(JsonNode expected) {
        List<String> choices = new ArrayList<>();
        expected.forEach(choice -> choices.add(choice.asText()));
        return String.join(" or ", choices);
    }
}
