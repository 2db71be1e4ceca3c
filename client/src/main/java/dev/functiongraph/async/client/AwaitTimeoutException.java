package dev.functiongraph.async.client;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** An invocation had not ended when the time to wait for it was over. It goes on: wait again, or cancel it. */
public final class AwaitTimeoutException extends FunctionGraphException {

    private static final long serialVersionUID = 1L;

    private final UUID invocationId;
    private final Invocation.Status lastStatus;

    AwaitTimeoutException(UUID requestId, Duration timeout, Optional<Invocation> seen, Throwable cause) {
        super(FailureDetails.withoutAnswer(message(requestId, timeout, seen)), cause);
        invocationId = requestId;
        lastStatus = seen.map(Invocation::status).orElse(null);
    }

    private static String message(UUID requestId, Duration timeout, Optional<Invocation> seen) {
        return "invocation " + requestId + " had not ended after " + timeout + "; "
                + seen.map(invocation -> "when last seen it was in status " + invocation.status())
                        .orElse("no answer told its status");
    }

    /** Returns the id of the invocation that was awaited; {@link #requestId()} is empty, as this is about no one answer. */
    public UUID invocationId() {
        return invocationId;
    }

    /** Returns the status in which the invocation was seen last; empty where no answer told one. */
    public Optional<Invocation.Status> lastStatus() {
        return Optional.ofNullable(lastStatus);
    }

    /** Returns false: waiting stores no event. */
    @Override
    public boolean mayHaveBeenAccepted() {
        return false;
    }
}
