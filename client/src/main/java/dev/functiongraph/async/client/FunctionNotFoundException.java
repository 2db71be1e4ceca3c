package dev.functiongraph.async.client;

/**
 * The project has no such function, version or alias ({@code FSS.0404}). Sending the request again helps only after it was
 * created.
 */
public final class FunctionNotFoundException extends FunctionGraphException {

    private static final long serialVersionUID = 1L;

    FunctionNotFoundException(FailureDetails details) {
        super(details, null);
    }

    /** Returns false: nothing was queued. */
    @Override
    public boolean mayHaveBeenAccepted() {
        return false;
    }
}
