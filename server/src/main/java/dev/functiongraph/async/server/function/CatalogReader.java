package dev.functiongraph.async.server.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.functiongraph.async.server.files.InvalidYamlException;
import dev.functiongraph.async.server.files.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads {@code functions.yaml} as a whole: either everything in it is right, or every problem is told, each with its
 * line and entry. Thread-safe.
 */
public final class CatalogReader {
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
            problems.add(SchemaProblem.text(error));
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
                problems.add("line " + YamlReader.line(entry) + ": "
                        + entry.get("urn").asText() + ": " + e.getMessage());
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
            JsonNode root = YamlReader.read(text);
            if (root.isMissingNode() || root.isNull()) {
                throw new InvalidCatalogException(source, List.of("line 1: there is nothing in it"));
            }
            return root;
        } catch (InvalidYamlException e) {
            throw new InvalidCatalogException(source, List.of(e.getMessage()));
        }
    }
}
