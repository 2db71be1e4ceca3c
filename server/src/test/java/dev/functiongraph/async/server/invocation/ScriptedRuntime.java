package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.RuntimeDefinition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A runtime that a test scripts, and that records every attempt. */
final class ScriptedRuntime implements FunctionRuntime {
    final List<Attempt> attempts = Collections.synchronizedList(new ArrayList<>());
    /** What each attempt writes. */
    volatile String writes = "";

    volatile Function<Attempt, CompletableFuture<Outcome>> script =
            attempt -> CompletableFuture.completedFuture(new Outcome.Success(new byte[0]));

    @Override
    public CompletableFuture<Outcome> invoke(FunctionDefinition function, Attempt attempt, FunctionLog log) {
        attempts.add(attempt);
        if (!writes.isEmpty()) {
            log.append(writes);
        }
        return script.apply(attempt);
    }

    void answer(Outcome outcome) {
        script = attempt -> CompletableFuture.completedFuture(outcome);
    }

    @Override
    public Optional<String> problem(RuntimeDefinition definition) {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
