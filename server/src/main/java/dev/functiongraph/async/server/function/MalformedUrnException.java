package dev.functiongraph.async.server.function;

/** The failure to read a text that is no URN of a function; the message says which part of it is wrong, and repeats nothing of the text. */
public final class MalformedUrnException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    MalformedUrnException(String message) {
        super(message);
    }
}
