package dev.functiongraph.async.server.function;

import java.util.Optional;

/** The functions that are invoked with the outcome of another function's invocations. */
public record Destinations(Optional<FunctionUrn> onSuccess, Optional<FunctionUrn> onFailure) {
    public static final Destinations NONE = new Destinations(Optional.empty(), Optional.empty());
}
