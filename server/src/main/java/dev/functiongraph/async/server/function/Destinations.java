package dev.functiongraph.async.server.function;

import java.util.Optional;

/** Functions that are told how an invocation ended. */
public record Destinations(Optional<FunctionUrn> onSuccess, Optional<FunctionUrn> onFailure) {
    public static final Destinations NONE = new Destinations(Optional.empty(), Optional.empty());
}
