package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.FunctionCatalog;
import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.units.Units;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The functions that are not in the catalog although invocations wait for them. These are discarded when this process
 * has seen the function there, and then has seen it gone for a whole grace. What waited for a function that was missing
 * from the start is kept: a file that was forgotten is no decision (invariant 9). Thread-safe.
 */
final class RemovedFunctions {
    private static final Logger log = LoggerFactory.getLogger(RemovedFunctions.class);
    private static final int NAMES_SHOWN = 20;

    private final Discards discards;
    private final Duration grace;
    private final Map<FunctionUrn, Instant> discardAt = new ConcurrentHashMap<>();
    private final Set<FunctionUrn> discarding = ConcurrentHashMap.newKeySet();
    private final Set<FunctionUrn> reported = new HashSet<>();
    private final Set<FunctionUrn> justRemoved = new HashSet<>();
    private Set<FunctionUrn> known = Set.of();

    RemovedFunctions(Discards discards, Duration grace) {
        this.discards = discards;
        this.grace = grace;
    }

    synchronized void catalogChanged(FunctionCatalog catalog, Instant now) {
        Set<FunctionUrn> gone = new HashSet<>(known);
        known = catalog.definitions().stream().map(FunctionDefinition::urn).collect(Collectors.toUnmodifiableSet());
        gone.removeAll(known);
        gone.forEach(urn -> discardAt.put(urn, now.plus(grace)));
        justRemoved.addAll(gone);
        justRemoved.removeAll(known);
        reported.removeAll(known);
        discardAt.keySet().removeAll(known);
    }

    /** @param waiting how many invocations wait, by function */
    synchronized void look(Map<FunctionUrn, Long> waiting, Instant now) {
        report(waiting);
        discardAt.forEach((urn, due) -> {
            if (!due.isAfter(now) && waiting.containsKey(urn) && discarding.add(urn)) {
                // After a failure the next look tries again.
                discards.removed(urn, now, () -> discardAt.containsKey(urn)).thenRun(() -> discarding.remove(urn));
            }
        });
    }

    private void report(Map<FunctionUrn, Long> waiting) {
        if (!justRemoved.isEmpty()) {
            log.warn(
                    "{} functions are no longer in the catalog: {}. What waits for them is discarded in {},"
                            + " unless they come back",
                    justRemoved.size(),
                    counts(justRemoved, waiting),
                    Units.text(grace));
            reported.addAll(justRemoved);
            justRemoved.clear();
        }
        Set<FunctionUrn> unknown = new HashSet<>(waiting.keySet());
        unknown.removeAll(known);
        unknown.removeAll(reported);
        if (!unknown.isEmpty()) {
            log.warn(
                    "Invocations wait for functions that are not in the catalog, {} of them: {}."
                            + " They are kept until they are too old, or until the command 'discard' ends them",
                    unknown.size(),
                    counts(unknown, waiting));
            reported.addAll(unknown);
        }
    }

    private static String counts(Set<FunctionUrn> functions, Map<FunctionUrn, Long> waiting) {
        List<String> names = functions.stream()
                .map(urn -> urn + " (" + waiting.getOrDefault(urn, 0L) + " wait)")
                .sorted()
                .toList();
        return names.size() <= NAMES_SHOWN
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, NAMES_SHOWN)) + " and others";
    }
}
