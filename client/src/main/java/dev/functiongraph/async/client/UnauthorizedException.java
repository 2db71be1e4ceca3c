package dev.functiongraph.async.client;

/**
 * The answer to a request whose credentials are missing, wrong or expired ({@code FSS.0401}). Send it again with
 * valid ones; {@link #errorMessage} says what is wrong with a signature, such as its time.
 */
public final class UnauthorizedException extends FunctionGraphException {

    private static final long serialVersionUID = 1L;

    /** Public for tests of callers, as {@link FunctionGraphException} shows. */
    public UnauthorizedException(FailureDetails details) {
        super(details);
    }
}
