package dev.functiongraph.async.client;

/**
 * The answer to a request whose credentials are missing, wrong or expired ({@code FSS.0401}). Send it again with a
 * valid token.
 */
public final class UnauthorizedException extends FunctionGraphException {

    private static final long serialVersionUID = 1L;

    /** Public for tests of callers, as {@link FunctionGraphException} shows. */
    public UnauthorizedException(FailureDetails details) {
        super(details);
    }
}
