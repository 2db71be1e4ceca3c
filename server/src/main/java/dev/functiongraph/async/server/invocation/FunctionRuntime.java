package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.RuntimeDefinition;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Port: the runtime of functions. Thread-safe. */
public interface FunctionRuntime extends AutoCloseable {

    /**
     * Starts one attempt and returns at once.
     *
     * @param log takes what the function writes during the attempt; complete when the outcome is
     * @return completes with the outcome, within the function's timeout, and never exceptionally but by its own
     *     cancellation, which stops the run
     */
    CompletableFuture<Outcome> invoke(FunctionDefinition function, Attempt attempt, FunctionLog log);

    /** What is wrong with a definition, where something is: told before any invocation is accepted for it. */
    Optional<String> problem(RuntimeDefinition definition);

    @Override
    void close();
}
