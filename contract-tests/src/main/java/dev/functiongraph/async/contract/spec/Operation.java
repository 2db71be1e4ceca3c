package dev.functiongraph.async.contract.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One operation of the contract. Immutable. */
public final class Operation {
    private final String method;
    private final String path;
    private final SpecNode item;
    private final SpecNode node;

    Operation(String method, String path, SpecNode item, SpecNode node) {
        this.method = method;
        this.path = path;
        this.item = item;
        this.node = node;
    }

    /** Its {@code operationId}. */
    public String id() {
        return node.at("operationId").text();
    }

    /** In capitals. */
    public String method() {
        return method.toUpperCase(Locale.ROOT);
    }

    /** The template, such as {@code /v2/{project_id}}. */
    public String path() {
        return path;
    }

    /** The description for people. */
    public String description() {
        return node.at("description").text();
    }

    /** The documented statuses, as text. */
    public Set<String> statuses() {
        return node.at("responses").children().keySet();
    }

    /** A documented answer, if it is documented. */
    public Optional<SpecNode> response(int status) {
        return Optional.of(node.at("responses").at(Integer.toString(status))).filter(SpecNode::exists);
    }

    /** The documented headers of an answer, by name. */
    public Map<String, SpecNode> responseHeaders(int status) {
        return response(status).map(answer -> answer.at("headers").children()).orElse(Map.of());
    }

    public SpecNode requestBody() {
        return node.at("requestBody");
    }

    /** The alternatives of the credentials that a request may carry; empty if none are required. */
    public List<SpecNode> security() {
        return node.at("security").elements();
    }

    /** The parameters of the operation and of its path. */
    public List<SpecNode> parameters() {
        return Stream.concat(item.at("parameters").elements().stream(), node.at("parameters").elements().stream())
                .toList();
    }

    /** @throws IllegalArgumentException if there is no such parameter */
    public SpecNode parameter(String name) {
        return parameters().stream()
                .filter(parameter -> parameter.at("name").text().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(id() + " has no parameter " + name));
    }

    public boolean hasQueryParameter(String name) {
        return parameters().stream()
                .anyMatch(parameter -> parameter.at("in").text().equals("query")
                        && parameter.at("name").text().equals(name));
    }

    /** The schema of the request's JSON body. */
    public SpecNode requestSchema() {
        return requestBody().at("content").at(Json.MEDIA_TYPE).at("schema");
    }

    /** The named examples of the request's body. */
    public Map<String, JsonNode> requestExamples() {
        return examples(requestBody());
    }

    /** The named examples of an answer's body. */
    public Map<String, JsonNode> examples(int status) {
        return response(status).map(Operation::examples).orElse(Map.of());
    }

    private static Map<String, JsonNode> examples(SpecNode body) {
        return body.at("content").at(Json.MEDIA_TYPE).at("examples").children().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        example -> example.getValue().at("value").value(),
                        (first, second) -> first,
                        LinkedHashMap::new));
    }

    /**
     * The path's parameters, as they were sent, if the path is of this operation.
     *
     * @param rawPath percent-encoded, without a query
     */
    public Optional<Map<String, String>> match(String rawPath) {
        List<String> template = List.of(path.split("/", -1));
        List<String> sent = List.of(rawPath.split("/", -1));
        if (template.size() != sent.size()) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        List<String> literals = new ArrayList<>(sent);
        for (int i = 0; i < template.size(); i++) {
            String segment = template.get(i);
            if (segment.startsWith("{") && segment.endsWith("}")) {
                parameters.put(segment.substring(1, segment.length() - 1), sent.get(i));
                literals.set(i, segment);
            }
        }
        return literals.equals(template) ? Optional.of(parameters) : Optional.empty();
    }

    @Override
    public String toString() {
        return id();
    }
}
