package dev.functiongraph.async.server.http.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import dev.functiongraph.async.server.http.error.RefusedException;
import java.math.BigInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A schema of the contract: the check of a value, and the sentence for one that it refuses. Thread-safe. */
final class ContractSchema {
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDialect(
            Dialects.getOpenApi30(),
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");

    private final JsonNode node;
    private final Schema schema;

    ContractSchema(JsonNode node) {
        this.node = node;
        this.schema = SCHEMAS.getSchema(node);
        schema.initializeValidators();
    }

    /**
     * Checks a parameter. That an integer fits into its format is left to the generated interface, which has its type.
     *
     * @throws RefusedException with the name and what its value must be
     */
    void requireText(String name, String text) {
        boolean isInteger =
                type(node).equals("integer") && INTEGER.matcher(text).matches();
        require(name, isInteger ? BigIntegerNode.valueOf(new BigInteger(text)) : TextNode.valueOf(text));
    }

    /** @throws RefusedException with the name, or its property's, and what its value must be */
    void require(String name, JsonNode value) {
        for (Error error : schema.validate(value)) {
            boolean isInside = error.getInstanceLocation().getNameCount() > 0;
            String property = isInside ? error.getInstanceLocation().getName(0) : error.getProperty();
            throw RefusedException.malformed(
                    property == null
                            ? name + " must be " + demand(node)
                            : property + " must be "
                                    + demand(node.path("properties").path(property)));
        }
    }

    private static String demand(JsonNode schema) {
        if (schema.has("enum")) {
            return StreamSupport.stream(schema.get("enum").spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(" or "));
        }
        return switch (type(schema)) {
            case "object" -> "one JSON object";
            case "integer" ->
                schema.has("maximum")
                        ? "a whole number from " + schema.get("minimum") + " to " + schema.get("maximum")
                        : "a whole number of at least " + schema.get("minimum");
            default -> schema.path("format").asText().equals("uuid") ? "a UUID" : description(schema);
        };
    }

    /** Its first sentence, which tells the contract's readers what the pattern means. */
    private static String description(JsonNode schema) {
        String sentence = schema.path("description").asText("valid").split("\\.\\s", 2)[0];
        return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1).replaceAll("\\s+", " ");
    }

    private static String type(JsonNode schema) {
        return schema.path("type").asText();
    }
}
