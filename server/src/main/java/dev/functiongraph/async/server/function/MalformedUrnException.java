package dev.functiongraph.async.server.function;

/**
 * The refusal of a text as a URN of a function. The message says which part of it is wrong, and repeats nothing of it.
 */
public final class MalformedUrnException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    MalformedUrnException(String message) {
        super(message);
    }
}
