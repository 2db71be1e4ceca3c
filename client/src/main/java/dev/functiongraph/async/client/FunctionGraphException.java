package dev.functiongraph.async.client;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The failure of a call: what it should do was not done, or is not known to be done.
 *
 * <p>The subclass is chosen by the answer's {@code error_code}, and by its status where the code is unknown; but a 408,
 * 429, 499 or 503 with an unknown code, as gateways send them, is a {@link ServerErrorException}. Messages contain what
 * the server said, in one line and shortened, and nothing of the request: the token, the signature, and the values of
 * added headers, from 6 characters, are removed even where the server repeats them. Where a request was sent several
 * times, this is how the last attempt failed; up to ten failures before it are {@linkplain #getSuppressed()
 * suppressed}.
 *
 * <p>The constructors of the subclasses are public for tests of callers:
 *
 * <pre>{@code
 * FunctionGraphException failure =
 *         new FunctionNotFoundException(FailureDetails.answered(404, "FSS.0404", "function 'x' not exist"));
 * }</pre>
 */
public abstract sealed class FunctionGraphException extends RuntimeException
        permits FunctionNotFoundException,
                FunctionDisabledException,
                InvalidRequestException,
                UnauthorizedException,
                ForbiddenException,
                EventTooLargeException,
                ServiceUnavailableException,
                ServerErrorException,
                TransportException,
                AwaitTimeoutException,
                InvocationNotFoundException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final @Nullable String errorCode;
    private final String errorMessage;
    private final @Nullable String requestId;
    private final boolean mayHaveBeenAccepted;
    private final Repeatable repeatable;

    /** @param cause null where there is none */
    FunctionGraphException(
            FailureDetails details, boolean mayHaveBeenAccepted, Repeatable repeatable, @Nullable Throwable cause) {
        super(details.summary(), cause);
        status = details.status();
        errorCode = details.errorCode().orElse(null);
        errorMessage = details.errorMessage();
        requestId = details.requestId().orElse(null);
        this.mayHaveBeenAccepted = mayHaveBeenAccepted;
        this.repeatable = repeatable;
    }

    /** A refusal: nothing was queued, and the same request would be refused again. */
    FunctionGraphException(FailureDetails details) {
        this(details, false, Repeatable.NONE, null);
    }

    /** Returns the HTTP status of the answer that this is about, or 0 where it is about none. */
    public final int status() {
        return status;
    }

    /** Returns the answer's {@code error_code}, such as {@code FSS.0404}; empty where there was none. */
    public final Optional<String> errorCode() {
        return Optional.ofNullable(errorCode);
    }

    /** Returns the answer's {@code error_msg} alone, for people; where there was none, what happened instead. */
    public final String errorMessage() {
        return errorMessage;
    }

    /**
     * Returns the answer's {@code X-Request-Id}, under which the server's log tells more; empty where there was none.
     */
    public final Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    /**
     * Returns whether the server may have stored the event nevertheless, so that sending it again may run the function
     * twice. Where this is false, nothing was queued. It is always false for listing and canceling, which store no
     * event and can be repeated without harm; a cancellation whose answer was lost may have taken effect nevertheless.
     */
    public final boolean mayHaveBeenAccepted() {
        return mayHaveBeenAccepted;
    }

    /** Returns whether such a request may be sent again by itself. */
    final boolean isRetryable(Operation<?> operation) {
        return switch (repeatable) {
            case NONE -> false;
            case WITHOUT_EVENT -> !operation.storesEvent();
            case ALL -> true;
        };
    }

    /** Returns the pause that the server asked for before the request is sent again. */
    Duration leastPause() {
        return Duration.ZERO;
    }
}
