package dev.functiongraph.async.client;

/**
 * The server failed ({@code FSS.0500}), or the answer is none of the contract's: a proxy's page, a redirect, a 202 without
 * a request id, an empty body. Whether the event was stored is not known: send it again only if running it twice does no
 * harm.
 */
public final class ServerErrorException extends FunctionGraphException {

    private static final long serialVersionUID = 1L;

    ServerErrorException(Outcome outcome) {
        super(outcome, null);
    }

    /** Returns true: no answer tells that the event was not stored. */
    @Override
    public boolean mayHaveBeenAccepted() {
        return true;
    }
}
