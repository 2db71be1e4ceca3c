package dev.functiongraph.async.client;

/**
 * The request is wrong as it stands ({@code FSS.0400}, {@code FSS.0406}, {@code FSS.0415}, and any other refusal of the
 * 400s that has no class of its own). The message names the place; sending the same request again cannot help. Of a
 * cancellation, {@code Invalid RequestId} says that the function has no such invocation.
 */
public final class InvalidRequestException extends FunctionGraphException {

    private static final long serialVersionUID = 1L;

    InvalidRequestException(FailureDetails details) {
        super(details, null);
    }

    /** Returns false: nothing was queued. */
    @Override
    public boolean mayHaveBeenAccepted() {
        return false;
    }
}
