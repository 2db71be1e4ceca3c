package dev.functiongraph.async.client;

/**
 * The server failed ({@code FSS.0500}), or the answer is none of the contract's: a proxy's page, a
 * gateway's own 429 or 503, a redirect, a 202 without
 * a request id, half a page, an empty body. Whether an event was stored, or an invocation canceled, is not known.
 */
public final class ServerErrorException extends FunctionGraphException {

    private static final long serialVersionUID = 1L;

    private final boolean mayHaveBeenAccepted;

    ServerErrorException(FailureDetails details, boolean mayHaveBeenAccepted) {
        super(details, null);
        this.mayHaveBeenAccepted = mayHaveBeenAccepted;
    }

    /**
     * Returns true where an event was sent, as no answer tells that it was not stored: send it again only if running it
     * twice does no harm. False for requests that send none, and where a proxy wanted credentials instead.
     */
    @Override
    public boolean mayHaveBeenAccepted() {
        return mayHaveBeenAccepted;
    }
}
