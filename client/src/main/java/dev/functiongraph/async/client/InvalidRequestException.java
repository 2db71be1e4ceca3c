package dev.functiongraph.async.client;

import java.net.URI;

/**
 * The refusal of a request that is wrong as it is ({@code FSS.0400}, {@code FSS.0406}, {@code FSS.0415}, and any other
 * refusal of the 400s that has no class of its own). The message names the place; sending the same request again cannot
 * help.
 */
public final class InvalidRequestException extends FunctionGraphException {

    private static final long serialVersionUID = 1L;

    private final String advice;

    /** Public for tests of callers, as {@link FunctionGraphException} shows. */
    public InvalidRequestException(FailureDetails details) {
        this(details, "");
    }

    private InvalidRequestException(FailureDetails details, String advice) {
        super(details);
        this.advice = advice;
    }

    /** A 404 that is not about a function. */
    static InvalidRequestException wrongPath(FailureDetails details, URI uri) {
        return new InvalidRequestException(details, "; the server does not have " + uri + ": check the base URI");
    }

    @Override
    public String getMessage() {
        return super.getMessage() + advice;
    }
}
