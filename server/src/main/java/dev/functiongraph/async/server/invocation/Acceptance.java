package dev.functiongraph.async.server.invocation;

import java.util.UUID;

/** How a request to run a function was answered. */
public sealed interface Acceptance {

    /** It is on stable storage and will be run. */
    record Accepted(UUID requestId) implements Acceptance {}

    /** @param functionName the name in the caller's reference */
    record NotFound(String functionName) implements Acceptance {}

    record Disabled() implements Acceptance {}

    /**
     * Nothing was queued; the same request may succeed later.
     *
     * @param requestId under which the log tells more
     */
    record Unavailable(UUID requestId, String reason) implements Acceptance {}
}
