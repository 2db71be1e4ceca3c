package dev.functiongraph.async.client;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a server whose queue is full, whose store cannot be written, or that is shutting down ({@code
 * FSS.0503}). Nothing was queued: send the request again after {@link #retryAfter()}.
 */
public final class ServiceUnavailableException extends FunctionGraphException {

    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;

    /** Public for tests of callers, as {@link FunctionGraphException} shows. */
    public ServiceUnavailableException(FailureDetails details, Optional<Duration> retryAfter) {
        super(details, false, retryAfter.isPresent() ? Repeatable.ALL : Repeatable.WITHOUT_EVENT, null);
        this.retryAfter = retryAfter.orElse(null);
    }

    /**
     * Returns how long to wait before sending the request again, in whole seconds, 1 or more by the contract; empty
     * where the answer did not say it, after which retries do not send an event again by themselves.
     */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    @Override
    Duration leastPause() {
        return retryAfter().orElse(Duration.ZERO);
    }
}
