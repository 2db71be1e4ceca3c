package dev.functiongraph.async.server.runtime;

import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.RuntimeDefinition;
import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.FunctionLog;
import dev.functiongraph.async.server.invocation.FunctionRuntime;
import dev.functiongraph.async.server.invocation.Outcome;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The choice of the runtime that a function's definition names. */
public final class RuntimeRouter implements FunctionRuntime {
    private final JavaRuntime java = new JavaRuntime();
    private @Nullable ContainerRuntime containers;

    @Override
    public CompletableFuture<Outcome> invoke(FunctionDefinition function, Attempt attempt, FunctionLog log) {
        return function.runtime().visit(new RuntimeDefinition.Visitor<>() {
            @Override
            public CompletableFuture<Outcome> java(RuntimeDefinition.Java definition) {
                return java.invoke(function, definition, attempt, log);
            }

            @Override
            public CompletableFuture<Outcome> container(RuntimeDefinition.Container definition) {
                return containers().invoke(function, definition, attempt, log);
            }
        });
    }

    @Override
    public Optional<String> problem(RuntimeDefinition definition) {
        return definition.visit(new RuntimeDefinition.Visitor<>() {
            @Override
            public Optional<String> java(RuntimeDefinition.Java handler) {
                return java.problem(handler);
            }

            @Override
            public Optional<String> container(RuntimeDefinition.Container address) {
                return containers().problem(address);
            }
        });
    }

    /** Made only where it is needed, for it takes a part of a second. */
    private synchronized ContainerRuntime containers() {
        if (containers == null) {
            containers = new ContainerRuntime(new NameLookup(InetAddress::getAllByName));
        }
        return containers;
    }

    /** Ends the attempts of Java functions that have called {@code System.exit} as failed. */
    public void failExiting() {
        java.failExiting();
    }

    @Override
    public synchronized void close() {
        if (containers != null) {
            containers.close();
        }
    }
}
