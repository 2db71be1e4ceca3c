package dev.functiongraph.async.server.function;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.serialization.node.LocationJsonNodeFactoryFactory;
import com.networknt.schema.utils.JsonNodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads {@code functions.yaml} as a whole: either everything in it is right, or every problem is told, each with its
 * line and entry. Thread-safe.
 */
public final class CatalogReader {
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(CatalogReader.class.getResourceAsStream("/functions.schema.json"), InputFormat.JSON);

    private final Function<RuntimeDefinition, Optional<String>> runtimeProblem;
    private final int maxConcurrency;

    /**
     * @param runtimeProblem says what is wrong with a runtime's definition, where something is
     * @param maxConcurrency how many attempts of all functions together may run at once
     */
    public CatalogReader(Function<RuntimeDefinition, Optional<String>> runtimeProblem, int maxConcurrency) {
        this.runtimeProblem = runtimeProblem;
        this.maxConcurrency = maxConcurrency;
    }

    /**
     * @param source how the text is called in the problems, usually the file's name
     * @throws InvalidCatalogException with all problems, if there is one
     */
    public FunctionCatalog read(String source, String text) throws InvalidCatalogException {
        JsonNode root = tree(source, text);
        List<String> problems = new ArrayList<>();
        for (Error error : SCHEMA.validate(root)) {
            problems.add(place(error.getInstanceNode()) + error.getInstanceLocation() + ": " + error.getMessage());
        }
        if (!problems.isEmpty()) {
            throw new InvalidCatalogException(source, problems);
        }
        FunctionCatalog catalog = new FunctionCatalog(List.of());
        for (JsonNode entry : root.get("functions")) {
            try {
                FunctionDefinition definition = DefinitionReader.read(entry);
                runtimeProblem.apply(definition.runtime()).ifPresent(problem -> {
                    throw new IllegalArgumentException(problem);
                });
                catalog.add(definition);
            } catch (IllegalArgumentException e) {
                problems.add(place(entry) + entry.get("urn").asText() + ": " + e.getMessage());
            }
        }
        problems.addAll(Wholeness.problems(catalog, maxConcurrency));
        if (!problems.isEmpty()) {
            throw new InvalidCatalogException(source, problems);
        }
        return catalog;
    }

    private static JsonNode tree(String source, String text) throws InvalidCatalogException {
        try {
            JsonNode root = JsonNodes.readTree(YAML, text, LocationJsonNodeFactoryFactory.getInstance());
            if (root.isMissingNode()) {
                throw new InvalidCatalogException(source, List.of("line 1: there is nothing in it"));
            }
            return root;
        } catch (RuntimeException e) {
            Throwable cause = e.getCause() instanceof JsonProcessingException ? e.getCause() : e;
            throw new InvalidCatalogException(source, List.of(syntaxProblem(cause)));
        }
    }

    private static String syntaxProblem(Throwable cause) {
        if (cause instanceof JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
            return where + e.getOriginalMessage().lines().findFirst().orElse("not YAML");
        }
        return "not YAML: " + cause.getMessage();
    }

    private static String place(JsonNode node) {
        JsonLocation location = JsonNodes.tokenStreamLocationOf(node);
        return location == null ? "" : "line " + location.getLineNr() + ": ";
    }
}
