package dev.functiongraph.async.server.http;

/** A part of a request is not as the contract has it; the message names the place. */
final class InvalidRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidRequestException(String message) {
        super(message);
    }
}
