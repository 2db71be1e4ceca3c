package dev.functiongraph.async.server.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.functiongraph.async.server.files.FileProblem;
import dev.functiongraph.async.server.files.InvalidYamlException;
import dev.functiongraph.async.server.files.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The reader of {@code functions.yaml} as a whole: either everything in it is right, or every problem is reported, in
 * the order of the file, each with its line and entry. Thread-safe.
 */
public final class CatalogReader {
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(CatalogReader.class.getResourceAsStream("/functions.schema.json"), InputFormat.JSON);

    private final Function<RuntimeDefinition, Optional<String>> runtimeProblem;
    private final int maxConcurrency;
    private final Path directory;

    /**
     * @param runtimeProblem the problem of a runtime's definition, if it has one
     * @param maxConcurrency how many attempts of all functions together may run at once
     */
    public CatalogReader(Function<RuntimeDefinition, Optional<String>> runtimeProblem, int maxConcurrency) {
        this(runtimeProblem, maxConcurrency, Path.of(""));
    }

    /** @param directory where the functions' code is, if its path is relative: that of the functions file */
    public CatalogReader(
            Function<RuntimeDefinition, Optional<String>> runtimeProblem, int maxConcurrency, Path directory) {
        this.directory = directory;
        this.runtimeProblem = runtimeProblem;
        this.maxConcurrency = maxConcurrency;
    }

    /**
     * @param source the name of the text in the problems, usually the file's
     * @throws InvalidCatalogException with all problems, if there is one
     */
    public FunctionCatalog read(String source, String text) throws InvalidCatalogException {
        List<FileProblem> problems = new ArrayList<>();
        JsonNode root = tree(source, text, problems);
        FunctionCatalog catalog = catalog(root, problems);
        if (!problems.isEmpty()) {
            throw invalid(source, problems);
        }
        return catalog;
    }

    private static JsonNode tree(String source, String text, List<FileProblem> problems)
            throws InvalidCatalogException {
        try {
            JsonNode root = YamlReader.read(text, problems);
            if (problems.isEmpty() && (root.isMissingNode() || root.isNull())) {
                problems.add(new FileProblem(1, 1, "there is nothing in it"));
            }
            return root;
        } catch (InvalidYamlException e) {
            throw invalid(source, e.problems());
        }
    }

    /** The functions as far as they can be read: a problem of one entry hides none of another. */
    private FunctionCatalog catalog(JsonNode root, List<FileProblem> problems) {
        if (root.isMissingNode()) {
            return new FunctionCatalog(List.of());
        }
        Set<Integer> misread = problems.stream().map(FileProblem::line).collect(Collectors.toSet());
        SCHEMA.validate(root).stream()
                .map(error -> SchemaProblem.of(error, SCHEMA.getSchemaNode()))
                .filter(problem -> !misread.contains(problem.line()))
                .forEach(problems::add);
        FunctionCatalog catalog = new FunctionCatalog(List.of());
        Map<FunctionUrn, JsonNode> entries = new LinkedHashMap<>();
        if (root.path("functions").isArray()) {
            for (JsonNode entry : root.path("functions")) {
                new DefinitionReader(entry, directory, runtimeProblem, problems)
                        .read()
                        .ifPresent(definition -> {
                            entries.putIfAbsent(definition.urn(), entry);
                            JsonNode urn = entry.get("urn");
                            catalog.add(definition)
                                    .forEach(problem ->
                                            problems.add(FileProblem.at(urn, urn.asText() + ": " + problem)));
                        });
            }
        }
        problems.addAll(CatalogConsistency.problems(catalog, entries, root, maxConcurrency));
        return catalog;
    }

    private static InvalidCatalogException invalid(String source, List<FileProblem> problems) {
        return new InvalidCatalogException(
                source, problems.stream().sorted().map(FileProblem::toString).toList());
    }
}
