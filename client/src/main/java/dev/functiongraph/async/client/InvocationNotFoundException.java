package dev.functiongraph.async.client;

import java.util.UUID;

/**
 * The function has no invocation with the id that was to be awaited, or its record was deleted, which the server does some
 * time after the invocation's end. Waiting longer cannot help: a record is there from the moment on in which the event is
 * accepted.
 */
public final class InvocationNotFoundException extends FunctionGraphException {

    private static final long serialVersionUID = 1L;

    private final UUID invocationId;

    InvocationNotFoundException(UUID requestId) {
        super(
                FailureDetails.withoutAnswer("the function has no invocation " + requestId
                        + ": it was never accepted, belongs to another function, or its record was deleted"),
                null);
        invocationId = requestId;
    }

    /** Returns the id of the invocation that was awaited; {@link #requestId()} is empty, as this is about no one answer. */
    public UUID invocationId() {
        return invocationId;
    }

    /** Returns false: waiting stores no event. */
    @Override
    public boolean mayHaveBeenAccepted() {
        return false;
    }
}
