package dev.functiongraph.async.client;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A page of the list of a function's invocations.
 *
 * @param invocations the invocations, newest first; immutable, and empty where none fits the query
 * @param nextMarker the beginning of the next page, for {@link InvocationQuery#withMarker}; empty on the last page
 */
public record InvocationPage(List<Invocation> invocations, OptionalLong nextMarker) {

    /** Copies the list, and refuses null. */
    public InvocationPage {
        invocations = List.copyOf(invocations);
        Objects.requireNonNull(nextMarker, "nextMarker");
    }
}
