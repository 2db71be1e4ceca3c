package dev.functiongraph.async.server.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.functiongraph.async.server.files.FileProblem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The rules for the functions of a catalog among each other: their destinations, and their concurrency in all. */
final class CatalogConsistency {
    private final FunctionCatalog catalog;
    private final Map<FunctionUrn, JsonNode> entries;
    private final List<FileProblem> problems = new ArrayList<>();
    private final Set<FunctionUrn> followed = new LinkedHashSet<>();

    private CatalogConsistency(FunctionCatalog catalog, Map<FunctionUrn, JsonNode> entries) {
        this.catalog = catalog;
        this.entries = entries;
    }

    /** @param entries of the file, by the functions that they define */
    static List<FileProblem> problems(
            FunctionCatalog catalog, Map<FunctionUrn, JsonNode> entries, JsonNode root, int maxConcurrency) {
        CatalogConsistency consistency = new CatalogConsistency(catalog, entries);
        int concurrency = 0;
        for (FunctionDefinition definition : catalog.definitions()) {
            concurrency += definition.concurrency();
            consistency.follow(definition, new LinkedHashSet<>());
        }
        if (concurrency > maxConcurrency) {
            consistency.problems.add(FileProblem.at(
                    root.path("functions"),
                    "the functions' concurrency is " + concurrency + " in all; the server runs at most "
                            + maxConcurrency + " attempts at once (max-concurrency)"));
        }
        return consistency.problems;
    }

    /** Depth first; what was followed to all its ends before leads to no circle that is not reported yet. */
    private void follow(FunctionDefinition definition, Set<FunctionUrn> path) {
        if (path.contains(definition.urn())) {
            problem(definition, "its destinations lead back to it");
            return;
        }
        if (!followed.add(definition.urn())) {
            return;
        }
        path.add(definition.urn());
        for (FunctionUrn destination : destinations(definition)) {
            catalog.find(destination)
                    .ifPresentOrElse(
                            next -> follow(next, path),
                            () -> problem(definition, "its destination " + destination + " is not in this file"));
        }
        path.remove(definition.urn());
    }

    private void problem(FunctionDefinition definition, String text) {
        JsonNode place = Objects.requireNonNull(entries.get(definition.urn()))
                .path("async")
                .path("destination_config");
        problems.add(FileProblem.at(place, definition.urn() + ": " + text));
    }

    private static List<FunctionUrn> destinations(FunctionDefinition definition) {
        Destinations destinations = definition.async().destinations();
        return Stream.concat(destinations.onSuccess().stream(), destinations.onFailure().stream())
                .distinct()
                .toList();
    }
}
