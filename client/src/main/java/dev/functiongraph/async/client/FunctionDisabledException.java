package dev.functiongraph.async.client;

/**
 * The answer to an event for a function that exists and is disabled ({@code FSS.0429}). It means <i>stop</i>, not
 * <i>slow down</i>: sending the request again helps only after somebody enabled the function.
 */
public final class FunctionDisabledException extends FunctionGraphException {

    private static final long serialVersionUID = 1L;

    /** Public for tests of callers, as {@link FunctionGraphException} shows. */
    public FunctionDisabledException(FailureDetails details) {
        super(details);
    }
}
