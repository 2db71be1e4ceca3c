package dev.functiongraph.async.client;

import java.time.Duration;
import java.util.Optional;

/**
 * The queue is full, the store cannot be written, or the server is shutting down ({@code FSS.0503}). Send the request again
 * after {@link #retryAfter()}.
 */
public final class ServiceUnavailableException extends FunctionGraphException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    ServiceUnavailableException(FailureDetails details, Duration retryAfter) {
        super(details, null);
        this.retryAfter = retryAfter;
    }

    /**
     * Returns how long to wait before sending the request again, in whole seconds, 1 or more by the contract; empty where
     * the answer did not say it, after which retries do not send an event again by themselves.
     */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Returns false: nothing was queued. */
    @Override
    public boolean mayHaveBeenAccepted() {
        return false;
    }
}
