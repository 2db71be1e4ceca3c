package dev.functiongraph.async.contract.coverage;

import dev.functiongraph.async.contract.spec.Operation;
import dev.functiongraph.async.contract.spec.SpecNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The keywords of an operation's schemas that a request can break. */
final class Keywords {
    private static final Set<String> CONSTRAINTS = Set.of(
            "type",
            "minLength",
            "maxLength",
            "pattern",
            "enum",
            "minimum",
            "maximum",
            "format",
            "required",
            "minItems",
            "maxItems",
            "minProperties",
            "maxProperties",
            "uniqueItems",
            "multipleOf");
    private static final String TYPE = "type";

    private final Map<String, String> reasons = new LinkedHashMap<>();

    private Keywords() {}

    /**
     * The places, in the form of {@link SpecNode#keyword}, each with the reason why it cannot be broken, or an empty
     * one.
     */
    static Map<String, String> of(Operation operation) {
        Keywords keywords = new Keywords();
        operation.parameters().forEach(keywords::addParameter);
        if (operation.requestBody().at("required").isTrue()) {
            keywords.reasons.put(operation.requestBody().keyword("required"), "");
        }
        keywords.addSchema(operation.requestSchema());
        return keywords.reasons;
    }

    private void addParameter(SpecNode parameter) {
        SpecNode schema = parameter.at("schema");
        addSchema(schema);
        if (schema.at(TYPE).text().equals("string")) {
            reasons.put(schema.keyword(TYPE), "every value is a string");
        }
        if (schema.at("format").text().startsWith("int")
                && schema.at("minimum").exists()
                && schema.at("maximum").exists()) {
            reasons.put(schema.keyword("format"), "minimum and maximum are narrower");
        }
    }

    private void addSchema(SpecNode schema) {
        schema.children().keySet().stream()
                .filter(CONSTRAINTS::contains)
                .forEach(name -> reasons.put(schema.keyword(name), ""));
        schema.at("properties").children().values().forEach(this::addSchema);
        SpecNode others = schema.at("additionalProperties");
        if (others.exists() && others.children().isEmpty() && others.text().equals("false")) {
            reasons.put(schema.keyword("additionalProperties"), "");
        }
        addSchemaIfThere(others);
        addSchemaIfThere(schema.at("items"));
    }

    private void addSchemaIfThere(SpecNode schema) {
        if (!schema.children().isEmpty()) {
            addSchema(schema);
        }
    }
}
