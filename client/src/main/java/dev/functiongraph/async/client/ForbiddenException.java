package dev.functiongraph.async.client;

/**
 * The credentials are valid, but belong to another project ({@code FSS.0403}). Sending the same request again cannot help.
 */
public final class ForbiddenException extends FunctionGraphException {

    private static final long serialVersionUID = 1L;

    ForbiddenException(FailureDetails details) {
        super(details, null);
    }

    /** Returns false: nothing was queued. */
    @Override
    public boolean mayHaveBeenAccepted() {
        return false;
    }
}
