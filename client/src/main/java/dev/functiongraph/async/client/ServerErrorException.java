package dev.functiongraph.async.client;

/**
 * An internal error of the server ({@code FSS.0500}), or an answer that is not the contract's: a proxy's page, a
 * gateway's own 429 or 503, a redirect, a 202 without a request id, half a page, an empty body. Whether an event was
 * stored, or an invocation canceled, is not known.
 *
 * <p>{@link #mayHaveBeenAccepted()} is true where an event was sent: send it again only if running it twice does no
 * harm. It is false for requests that send none, and where a proxy wanted credentials instead.
 */
public final class ServerErrorException extends FunctionGraphException {

    private static final long serialVersionUID = 1L;
    private static final int FIRST_SERVER_ERROR = 500;

    /** Public for tests of callers, as {@link FunctionGraphException} shows. */
    public ServerErrorException(FailureDetails details, boolean mayHaveBeenAccepted) {
        super(
                details,
                mayHaveBeenAccepted,
                details.status() >= FIRST_SERVER_ERROR ? Repeatable.WITHOUT_EVENT : Repeatable.NONE,
                null);
    }
}
