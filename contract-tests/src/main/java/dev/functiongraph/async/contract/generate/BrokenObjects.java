package dev.functiongraph.async.contract.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.functiongraph.async.contract.spec.SpecNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** The generator of JSON values that the schema of an object refuses. */
public final class BrokenObjects {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private BrokenObjects() {}

    /**
     * Values of which the schema itself says that it refuses them, each once.
     *
     * @param valid one that it allows, with a text for every property that is to be mutated
     * @param count how many mutations of each text are tried besides what is always tried
     */
    public static List<BrokenValue<JsonNode>> of(SpecNode schema, ObjectNode valid, Random random, int count) {
        List<JsonNode> candidates = new ArrayList<>(others());
        candidates.add(JSON.objectNode());
        candidates.add(JSON.textNode(valid.toString()));
        candidates.add(JSON.arrayNode().add(valid));
        schema.at("properties").children().forEach((name, property) -> {
            ObjectNode without = valid.deepCopy().without(List.of(name));
            candidates.add(without);
            candidates.add(without.deepCopy().set(name.toUpperCase(Locale.ROOT), valid.path(name)));
            values(property, valid.path(name), random, count)
                    .forEach(value -> candidates.add(valid.deepCopy().set(name, value)));
        });
        List<BrokenValue<JsonNode>> broken = new ArrayList<>();
        for (JsonNode candidate : new LinkedHashSet<>(candidates)) {
            schema.broken(candidate).stream()
                    .findFirst()
                    .ifPresent(keyword -> broken.add(new BrokenValue<>(candidate, keyword)));
        }
        return broken;
    }

    private static List<JsonNode> values(SpecNode property, JsonNode valid, Random random, int count) {
        List<JsonNode> values = new ArrayList<>(others());
        values.add(JSON.arrayNode().add(valid));
        values.add(JSON.objectNode().setAll(Map.of("value", valid)));
        TextMutations.of(property, valid.asText(), random, count).forEach(text -> values.add(JSON.textNode(text)));
        return values;
    }

    private static List<JsonNode> others() {
        return List.of(
                JSON.nullNode(), JSON.booleanNode(true), JSON.numberNode(17), JSON.arrayNode(), JSON.textNode(""));
    }
}
