package dev.functiongraph.async.server.invocation;

/** A write did not reach stable storage. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
