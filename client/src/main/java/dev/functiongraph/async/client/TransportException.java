package dev.functiongraph.async.client;

import javax.net.ssl.SSLException;

/**
 * The failure to get a whole answer: no connection, a timeout, a broken connection, an interrupted thread, or a client
 * that was closed meanwhile. The status is 0; the cause tells more.
 *
 * <p>{@link #mayHaveBeenAccepted()} is true where an event was sent and can have reached the server; false where
 * nothing was sent.
 */
public final class TransportException extends FunctionGraphException {

    private static final long serialVersionUID = 1L;

    /**
     * Public for tests of callers, as {@link FunctionGraphException} shows.
     *
     * @param cause null where there is none
     */
    public TransportException(String message, boolean mayHaveBeenAccepted, Throwable cause) {
        super(
                FailureDetails.withoutAnswer(message),
                mayHaveBeenAccepted,
                repeatable(mayHaveBeenAccepted, cause),
                cause);
    }

    /** A certificate that is not trusted will not be trusted in a second either. */
    private static Repeatable repeatable(boolean mayHaveBeenAccepted, Throwable cause) {
        if (cause instanceof SSLException) {
            return Repeatable.NONE;
        }
        return mayHaveBeenAccepted ? Repeatable.WITHOUT_EVENT : Repeatable.ALL;
    }
}
