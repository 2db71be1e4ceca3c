package dev.functiongraph.async.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** The contract, read from openapi.yaml. */
final class Contract {

    private static final JsonNode ROOT = read();

    private Contract() {}

    private static JsonNode read() {
        try {
            return new YAMLMapper().readTree(new File(System.getProperty("contract")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode schema(String name) {
        return ROOT.at("/components/schemas/" + name);
    }

    /** By operationId. */
    static Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new TreeMap<>();
        ROOT.path("paths")
                .forEach(path -> path.forEach(operation ->
                        operations.put(operation.path("operationId").textValue(), operation)));
        return operations;
    }

    static JsonNode queryParameter(String operationId, String name) {
        return StreamSupport.stream(
                        operations().get(operationId).path("parameters").spliterator(), false)
                .filter(parameter -> parameter.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The first example of each documented answer, by status. */
    static Map<String, JsonNode> examples(String operationId) {
        Map<String, JsonNode> examples = new TreeMap<>();
        operations()
                .get(operationId)
                .path("responses")
                .properties()
                .forEach(response -> examples.put(
                        response.getKey(),
                        resolved(response.getValue())
                                .at("/content/application~1json/examples")
                                .elements()
                                .next()
                                .path("value")));
        return examples;
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? ROOT.at(node.path("$ref").textValue().substring(1)) : node;
    }
}
