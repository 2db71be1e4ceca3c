package dev.functiongraph.async.server.function;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What can be wrong with a catalog although each of its entries is right. */
final class Wholeness {
    private final FunctionCatalog catalog;
    private final List<String> problems = new ArrayList<>();
    private final Set<FunctionUrn> followed = new LinkedHashSet<>();

    private Wholeness(FunctionCatalog catalog) {
        this.catalog = catalog;
    }

    static List<String> problems(FunctionCatalog catalog, int maxConcurrency) {
        Wholeness whole = new Wholeness(catalog);
        int concurrency = 0;
        for (FunctionDefinition definition : catalog.definitions()) {
            concurrency += definition.concurrency();
            whole.follow(definition, new LinkedHashSet<>());
        }
        if (concurrency > maxConcurrency) {
            whole.problems.add("the functions' concurrency is " + concurrency + " in all; the server runs at most "
                    + maxConcurrency + " attempts at once (max-concurrency)");
        }
        return whole.problems;
    }

    /** Depth first; what was followed to all its ends before leads to no circle that is not told yet. */
    private void follow(FunctionDefinition definition, Set<FunctionUrn> path) {
        if (path.contains(definition.urn())) {
            problems.add(definition.urn() + ": its destinations lead back to it");
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
                            () -> problems.add(
                                    definition.urn() + ": its destination " + destination + " is not in this file"));
        }
        path.remove(definition.urn());
    }

    private static List<FunctionUrn> destinations(FunctionDefinition definition) {
        Destinations destinations = definition.async().destinations();
        return Stream.concat(destinations.onSuccess().stream(), destinations.onFailure().stream())
                .distinct()
                .toList();
    }
}
