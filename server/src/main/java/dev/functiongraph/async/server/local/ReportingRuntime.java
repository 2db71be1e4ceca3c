package dev.functiongraph.async.server.local;

import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.RuntimeDefinition;
import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.FunctionLog;
import dev.functiongraph.async.server.invocation.FunctionRuntime;
import dev.functiongraph.async.server.invocation.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A runtime whose attempts are reported in a terminal as they end. */
public final class ReportingRuntime implements FunctionRuntime {
    private final FunctionRuntime runtime;
    private final AttemptReport report;

    public ReportingRuntime(FunctionRuntime runtime, AttemptReport report) {
        this.runtime = runtime;
        this.report = report;
    }

    /** The future is the runtime's own: canceling it is what stops the run. */
    @Override
    public CompletableFuture<Outcome> invoke(FunctionDefinition function, Attempt attempt, FunctionLog log) {
        long start = System.nanoTime();
        CompletableFuture<Outcome> outcome = runtime.invoke(function, attempt, log);
        outcome.whenComplete((ended, failure) -> report.ended(
                function, attempt, log, Optional.ofNullable(ended), Duration.ofNanos(System.nanoTime() - start)));
        return outcome;
    }

    @Override
    public Optional<String> problem(RuntimeDefinition definition) {
        return runtime.problem(definition);
    }

    @Override
    public void close() {
        runtime.close();
    }
}
