package dev.functiongraph.async.client;

/**
 * The server demands credentials, and those of the request are missing, wrong or expired ({@code FSS.0401}). Send the
 * request again with a valid token.
 */
public final class UnauthorizedException extends FunctionGraphException {

    private static final long serialVersionUID = 1L;

    UnauthorizedException(FailureDetails details) {
        super(details, null);
    }

    /** Returns false: nothing was queued. */
    @Override
    public boolean mayHaveBeenAccepted() {
        return false;
    }
}
