package dev.functiongraph.async.client;

/**
 * The answer to a request whose credentials are valid, but belong to another project ({@code FSS.0403}). Sending the
 * same request again cannot help.
 */
public final class ForbiddenException extends FunctionGraphException {

    private static final long serialVersionUID = 1L;

    /** Public for tests of callers, as {@link FunctionGraphException} shows. */
    public ForbiddenException(FailureDetails details) {
        super(details);
    }
}
