package dev.functiongraph.async.client;

import java.util.UUID;

/**
 * The failure to await or cancel an invocation that the function does not have: its id was never accepted, it belongs
 * to another function, or its record was deleted, which the server does some time after the invocation's end. Trying
 * again cannot help: a record exists as soon as the event is accepted.
 *
 * <p>To look such an id up is no failure: {@link FunctionGraphAsyncClient#findInvocation} then returns empty.
 */
public final class InvocationNotFoundException extends FunctionGraphException {

    private static final long serialVersionUID = 1L;

    private final UUID invocationId;

    /** Public for tests of callers, as {@link FunctionGraphException} shows. */
    public InvocationNotFoundException(UUID invocationId) {
        this(
                FailureDetails.withoutAnswer("the function has no invocation " + invocationId
                        + ": it was never accepted, belongs to another function, or its record was deleted"),
                invocationId);
    }

    InvocationNotFoundException(FailureDetails details, UUID invocationId) {
        super(details);
        this.invocationId = invocationId;
    }

    /** Returns the id of the invocation; {@link #requestId()} is another one, that of the answer if there was one. */
    public UUID invocationId() {
        return invocationId;
    }
}
