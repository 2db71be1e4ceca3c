package dev.functiongraph.async.server.function;

import java.time.Duration;
import java.util.Set;

/**
 * One version of a function, as {@code functions.yaml} describes it.
 *
 * @param enabled whether it may be executed; an invocation of a disabled function is refused with 429
 * @param timeout after how long one attempt is stopped; positive
 * @param concurrency how many attempts may run at once; 1 to 1,000
 * @param aliases the aliases that lead to this version, without their {@code !}
 */
public record FunctionDefinition(
        FunctionUrn urn,
        boolean enabled,
        RuntimeDefinition runtime,
        Duration timeout,
        int concurrency,
        Set<String> aliases,
        AsyncSettings async) {

    /**
     * FunctionGraph's asynchronous execution settings.
     *
     * @param maxRetryAttempts how often an attempt that the function failed is repeated; 0 to 3
     * @param maxEventAge how long after its acceptance an event may still be attempted; 1 s to 24 h
     */
    public record AsyncSettings(int maxRetryAttempts, Duration maxEventAge, Destinations destinations) {}
}
