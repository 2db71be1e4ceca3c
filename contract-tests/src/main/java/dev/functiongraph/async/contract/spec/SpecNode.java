package dev.functiongraph.async.contract.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A place in the contract. References are resolved, so it is never one. Immutable. */
public final class SpecNode {
    private static final String REFERENCE = "$ref";

    private final Contract contract;
    private final String pointer;
    private final JsonNode node;

    SpecNode(Contract contract, String pointer, JsonNode node) {
        this.contract = contract;
        this.pointer = pointer;
        this.node = node;
    }

    /** The value of a key; it may be missing. */
    public SpecNode at(String key) {
        return resolved(pointer + "/" + key.replace("~", "~0").replace("/", "~1"), node.path(key));
    }

    private SpecNode resolved(String place, JsonNode found) {
        if (!found.path(REFERENCE).isTextual()) {
            return new SpecNode(contract, place, found);
        }
        String reference = found.path(REFERENCE).textValue();
        if (!reference.startsWith("#/")) {
            throw new IllegalArgumentException("the contract refers to another document: " + reference);
        }
        String target = reference.substring(1);
        return resolved(target, contract.node(target));
    }

    public boolean exists() {
        return !node.isMissingNode();
    }

    /** By key, in the order of the document; empty where there is nothing. */
    public Map<String, SpecNode> children() {
        Map<String, SpecNode> children = new LinkedHashMap<>();
        node.fieldNames().forEachRemaining(key -> children.put(key, at(key)));
        return children;
    }

    /** The elements of a list. */
    public List<SpecNode> elements() {
        return IntStream.range(0, node.size())
                .mapToObj(i -> resolved(pointer + "/" + i, node.path(i)))
                .toList();
    }

    /** Its text, or the empty text. */
    public String text() {
        return node.asText("");
    }

    public boolean isTrue() {
        return node.asBoolean(false);
    }

    /** The value in the document. */
    public JsonNode value() {
        return node.deepCopy();
    }

    /** Of a schema: the problems of a value, one sentence each. */
    public List<String> problems(JsonNode value) {
        return contract.schemaAt(pointer).validate(value).stream()
                .map(error -> (error.getInstanceLocation() + " " + error.getMessage()).strip())
                .toList();
    }

    /** Of a schema: the place of a keyword, which identifies what a request breaks. */
    public String keyword(String name) {
        return this + "/" + name;
    }

    /** Of a schema: the places of the keywords that a value breaks, such as {@code #/components/schemas/X/type}. */
    public List<String> broken(JsonNode value) {
        return contract.schemaAt(pointer).validate(value).stream()
                .map(error -> error.getSchemaLocation().toString())
                .map(place -> place.substring(place.indexOf('#')))
                .distinct()
                .toList();
    }

    @Override
    public String toString() {
        return "#" + pointer;
    }
}
