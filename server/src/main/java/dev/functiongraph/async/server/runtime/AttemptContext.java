package dev.functiongraph.async.server.runtime;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.FunctionLog;
import java.time.Duration;
import java.util.UUID;

record AttemptContext(UUID requestId, int attempt, FunctionUrn function, long deadlineNanos, FunctionLog output)
        implements FunctionContext {

    @Override
    public Duration remainingTime() {
        return Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime()));
    }

    @Override
    public void log(String line) {
        output.append(line);
    }

    @Override
    public String projectId() {
        return function.projectId();
    }

    @Override
    public String packageName() {
        return function.packageName();
    }

    @Override
    public String functionName() {
        return function.functionName();
    }

    @Override
    public String version() {
        return function.version();
    }
}
