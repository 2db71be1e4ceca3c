package dev.functiongraph.async.server.http;

/** A body is no event of the contract; the message names the place. */
final class InvalidEventException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidEventException(String message) {
        super(message);
    }
}
