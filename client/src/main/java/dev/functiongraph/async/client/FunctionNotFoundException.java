package dev.functiongraph.async.client;

/**
 * The answer to a request for a function, version or alias that the project does not have ({@code FSS.0404}). Sending
 * the request again helps only after it was created.
 *
 * <p>A 404 that does not speak of a function is an {@link InvalidRequestException}: the path is wrong, and so most
 * likely the base URI.
 */
public final class FunctionNotFoundException extends FunctionGraphException {

    private static final long serialVersionUID = 1L;

    /** Public for tests of callers, as {@link FunctionGraphException} shows. */
    public FunctionNotFoundException(FailureDetails details) {
        super(details);
    }
}
