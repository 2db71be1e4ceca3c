package dev.functiongraph.async.server.function;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import dev.functiongraph.async.server.files.FileProblem;
import dev.functiongraph.async.server.text.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The sentence for a value that the schema of {@code functions.yaml} refuses. */
final class SchemaProblem {
    private SchemaProblem() {}

    /** @param schema the whole one, in which the nearest known key is looked for */
    static FileProblem of(Error error, JsonNode schema) {
        JsonNode value = error.getInstanceNode();
        boolean isUnknownKey = error.getKeyword().equals("additionalProperties");
        return FileProblem.at(
                isUnknownKey ? value.get(error.getProperty()) : value, place(error) + problem(error, schema));
    }

    private static String place(Error error) {
        String location = error.getInstanceLocation().toString();
        return location.isEmpty() ? "" : location + ": ";
    }

    private static String problem(Error error, JsonNode schema) {
        JsonNode expected = error.getSchemaNode();
        return switch (error.getKeyword()) {
            case "required" -> "'" + error.getProperty() + "' is missing";
            case "additionalProperties" -> "'" + error.getProperty() + "' is not a known key" + hint(error, schema);
            case "type" ->
                "must be of type " + expected.asText() + example(error, schema) + ", is of type "
                        + type(error.getInstanceNode());
            case "enum" -> "must be " + choices(expected);
            case "minimum" -> "must be at least " + expected.asText();
            case "maximum" -> "must be at most " + expected.asText();
            case "minLength" -> "must not be empty";
            case "minItems" -> "must not be empty";
            case "maxItems" -> "must have at most " + expected.asText() + " entries";
            case "uniqueItems" -> "has a duplicate entry";
            case "pattern" ->
                error.getInstanceLocation().toString().endsWith("/timeout")
                        ? "must be a duration such as 500ms, 30s, 5m, 12h or 1d"
                        : "must begin with http:// or https://";
            default -> "is not valid";
        };
    }

    private static String example(Error error, JsonNode schema) {
        JsonNode example = keyword(error, schema).path("examples").path(0);
        return example.isMissingNode()
                ? ""
                : " such as " + (example.isTextual() ? example.asText() : example.toString());
    }

    /** The part of the schema that has the keyword. */
    private static JsonNode keyword(Error error, JsonNode schema) {
        return schema.at(
                JsonPointer.compile(error.getSchemaLocation().getFragment().toString())
                        .head());
    }

    private static String type(JsonNode value) {
        return value.isIntegralNumber() ? "integer" : value.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    /** The keys beside {@code additionalProperties} in the schema are those that an object may have. */
    private static String hint(Error error, JsonNode schema) {
        List<String> known = new ArrayList<>();
        keyword(error, schema).path("properties").fieldNames().forEachRemaining(known::add);
        return NearestName.hint(error.getProperty(), known);
    }

    private static String choices(JsonNode expected) {
        List<String> choices = new ArrayList<>();
        expected.forEach(choice -> choices.add(choice.asText()));
        return String.join(", ", choices).replaceFirst(", (?=[^,]*$)", " or ");
    }
}
