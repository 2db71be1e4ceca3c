package dev.functiongraph.async.client;

import java.util.Objects;
import java.util.UUID;

/**
 * An invocation whose event the server has stored.
 *
 * @param requestId the id under which it is found, awaited and canceled
 */
public record AcceptedInvocation(UUID requestId) {

    /** Refuses null. */
    public AcceptedInvocation {
        Objects.requireNonNull(requestId, "requestId");
    }
}
