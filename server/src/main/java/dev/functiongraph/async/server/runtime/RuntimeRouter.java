package dev.functiongraph.async.server.runtime;

import dev.functiongraph.async.server.function.FunctionCatalog;
import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.RuntimeDefinition;
import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.FunctionLog;
import dev.functiongraph.async.server.invocation.FunctionRuntime;
import dev.functiongraph.async.server.invocation.Outcome;
import dev.functiongraph.async.server.runtime.child.ChildProblems;
import dev.functiongraph.async.server.runtime.child.ChildRuntime;
import dev.functiongraph.async.server.runtime.child.ChildSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The choice of the runtime that a function's definition names. */
public final class RuntimeRouter implements FunctionRuntime {
    private final JavaRuntime java;
    private final ChildSettings childSettings;
    private @Nullable ContainerRuntime containers;
    private @Nullable ChildRuntime children;

    public RuntimeRouter(ChildSettings childSettings) {
        this(childSettings, HandlerClasses.CLASS_PATH);
    }

    /** @param classes of Java functions */
    public RuntimeRouter(ChildSettings childSettings, HandlerClasses classes) {
        java = new JavaRuntime(classes);
        this.childSettings = childSettings;
    }

    /**
     * Tells which functions there are now, so that what is no longer needed ends, and what is to be warm starts.
     *
     * @throws IOException if what their processes need cannot be made in the data directory
     */
    public void serve(FunctionCatalog catalog) throws IOException {
        if (children != null
                || catalog.definitions().stream()
                        .anyMatch(function -> function.runtime() instanceof RuntimeDefinition.Child)) {
            children().serve(catalog.definitions());
        }
    }

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

            @Override
            public CompletableFuture<Outcome> child(RuntimeDefinition.Child definition) {
                try {
                    return children().invoke(function, definition, attempt, log);
                } catch (IOException e) {
                    return CompletableFuture.completedFuture(new Outcome.Unavailable(String.valueOf(e.getMessage())));
                }
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

            @Override
            public Optional<String> child(RuntimeDefinition.Child process) {
                return ChildProblems.of(process, childSettings);
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

    private synchronized ChildRuntime children() throws IOException {
        if (children == null) {
            try {
                children = ChildRuntime.open(childSettings);
            } catch (IOException e) {
                throw new IOException(
                        "the directory " + childSettings.directory() + " cannot be used for functions", e);
            }
        }
        return children;
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
        if (children != null) {
            children.close();
        }
    }
}
