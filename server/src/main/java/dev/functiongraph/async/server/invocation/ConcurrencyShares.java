package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.FunctionCatalog;
import dev.functiongraph.async.server.function.FunctionDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The number of attempts of each function that may run at once: its concurrency or, where the memory is not enough for
 * all functions' concurrency, its share of what it is enough for (invariants 7 and 8). Thread-safe.
 */
final class ConcurrencyShares {
    private static final Logger log = LoggerFactory.getLogger(ConcurrencyShares.class);

    private final int attemptsInMemory;
    private volatile double share = 1;

    /** @param attemptsInMemory for how many attempts at once there is memory, each with its event and its result */
    ConcurrencyShares(int attemptsInMemory) {
        this.attemptsInMemory = attemptsInMemory;
    }

    void catalogChanged(FunctionCatalog catalog) {
        long sum = catalog.definitions().stream()
                .mapToLong(FunctionDefinition::concurrency)
                .sum();
        double before = share;
        share = sum <= attemptsInMemory ? 1 : (double) attemptsInMemory / sum;
        if (share < 1 && share != before) {
            log.warn(
                    "The functions' concurrency is {} in all; the memory is enough for {} attempts at once."
                            + " Each function gets its share of them: start Java with a larger -Xmx for more",
                    sum,
                    attemptsInMemory);
        }
    }

    int of(FunctionDefinition function) {
        return Math.max(1, (int) (function.concurrency() * share));
    }
}
