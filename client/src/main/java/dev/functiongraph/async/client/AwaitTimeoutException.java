package dev.functiongraph.async.client;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The end of the time to wait for an invocation that had not ended. The invocation goes on: wait again, or cancel it.
 * The cause is the failure of the last look-up, if it failed.
 */
public final class AwaitTimeoutException extends FunctionGraphException {

    private static final long serialVersionUID = 1L;

    private final UUID invocationId;
    private final Invocation.@Nullable Status lastStatus;

    /**
     * Public for tests of callers, as {@link FunctionGraphException} shows.
     *
     * @param lastFailure null if the last look-up did not fail
     */
    public AwaitTimeoutException(
            UUID invocationId,
            Duration timeout,
            Optional<Invocation.Status> lastStatus,
            @Nullable Throwable lastFailure) {
        super(
                FailureDetails.withoutAnswer(message(invocationId, timeout, lastStatus, lastFailure)),
                false,
                Repeatable.NONE,
                lastFailure);
        this.invocationId = invocationId;
        this.lastStatus = lastStatus.orElse(null);
    }

    private static String message(
            UUID invocationId,
            Duration timeout,
            Optional<Invocation.Status> lastStatus,
            @Nullable Throwable lastFailure) {
        return "invocation " + invocationId + " had not ended after " + timeout + "; "
                + lastStatus.map(status -> "its last known status is " + status).orElse("its status is not known")
                + (lastFailure == null ? "" : "; the last look-up failed: " + lastFailure.getMessage());
    }

    /**
     * Returns the id of the invocation that was awaited; {@link #requestId()} is empty, as this is about no one answer.
     */
    public UUID invocationId() {
        return invocationId;
    }

    /** Returns the status in which the invocation was seen last; empty where no answer told one. */
    public Optional<Invocation.Status> lastStatus() {
        return Optional.ofNullable(lastStatus);
    }
}
