package dev.functiongraph.async.server.runtime;

import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.RuntimeDefinition;
import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.FunctionRuntime;
import dev.functiongraph.async.server.invocation.Outcome;
import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The choice of the runtime that a function's definition names. */
public final class RuntimeRouter implements FunctionRuntime {
    private static final int MAX_PORT = 65_535;

    private final JavaRuntime java = new JavaRuntime();
    private final ContainerRuntime container = new ContainerRuntime(new NameLookup(InetAddress::getAllByName));

    @Override
    public CompletableFuture<Outcome> invoke(FunctionDefinition function, Attempt attempt) {
        return function.runtime().visit(new RuntimeDefinition.Visitor<>() {
            @Override
            public CompletableFuture<Outcome> java(RuntimeDefinition.Java definition) {
                return java.invoke(function, definition, attempt);
            }

            @Override
            public CompletableFuture<Outcome> container(RuntimeDefinition.Container definition) {
                return container.invoke(function, definition, attempt);
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
                return problem(address.url());
            }
        });
    }

    private static Optional<String> problem(URI url) {
        // The URL itself is not shown: it may contain a password.
        if (url.getRawAuthority() != null && url.getRawAuthority().contains("@")) {
            return Optional.of("the url of a container has no user name and no password");
        }
        // java.net.URI takes nothing else for a host: no underscore, for example.
        if (url.getHost() == null || url.getPort() == 0 || url.getPort() > MAX_PORT) {
            return Optional.of(
                    "the url of a container has a host of letters, digits, hyphens and dots, and a port from 1 to "
                            + MAX_PORT);
        }
        return url.getRawQuery() != null || url.getRawFragment() != null
                ? Optional.of("the url of a container has neither query nor fragment")
                : Optional.empty();
    }

    /** Ends the attempts of Java functions that have called {@code System.exit} as failed. */
    public void failExiting() {
        java.failExiting();
    }

    @Override
    public void close() {
        container.close();
    }
}
