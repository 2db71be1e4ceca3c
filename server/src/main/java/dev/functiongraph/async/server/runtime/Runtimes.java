package dev.functiongraph.async.server.runtime;

import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.RuntimeDefinition;
import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.FunctionRuntime;
import dev.functiongraph.async.server.invocation.Outcome;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** All runtimes: each function runs in the one that its definition names. */
public final class Runtimes implements FunctionRuntime {
    private final JavaRuntime java = new JavaRuntime();
    private final ContainerRuntime container = new ContainerRuntime();

    @Override
    public CompletableFuture<Outcome> invoke(FunctionDefinition function, Attempt attempt) {
        return function.runtime() instanceof RuntimeDefinition.Java definition
                ? java.invoke(function, definition, attempt)
                : container.invoke(function, (RuntimeDefinition.Container) function.runtime(), attempt);
    }

    @Override
    public Optional<String> problem(RuntimeDefinition definition) {
        if (definition instanceof RuntimeDefinition.Java handler) {
            return java.problem(handler);
        }
        URI url = ((RuntimeDefinition.Container) definition).url();
        // Without a host: also names with an underscore, which java.net.URI does not take for one.
        return url.getHost() == null || url.getRawQuery() != null || url.getRawFragment() != null
                ? Optional.of("the url of a container has a host, and neither query nor fragment")
                : Optional.empty();
    }

    /** Ends the attempts of Java functions that have called {@code System.exit} as failed. */
    public void failExiting() {
        java.failExiting();
    }

    @Override
    public void close() {
        java.close();
    }
}
