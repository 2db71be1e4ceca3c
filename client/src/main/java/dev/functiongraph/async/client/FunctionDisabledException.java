package dev.functiongraph.async.client;

/**
 * The function exists and is disabled ({@code FSS.0429}). It means <i>stop</i>, not <i>slow down</i>: sending the request
 * again helps only after somebody enabled the function.
 */
public final class FunctionDisabledException extends FunctionGraphException {

    private static final long serialVersionUID = 1L;

    FunctionDisabledException(FailureDetails details) {
        super(details, null);
    }

    /** Returns false: nothing was queued. */
    @Override
    public boolean mayHaveBeenAccepted() {
        return false;
    }
}
