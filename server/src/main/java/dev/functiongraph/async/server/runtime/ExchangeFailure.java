package dev.functiongraph.async.server.runtime;

/** The failure of an exchange with a container; its message is a predicate whose subject is the container. */
final class ExchangeFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final Kind kind;

    enum Kind {
        /** The request did not reach the container. */
        NOT_SENT,
        /** There was no whole answer within the time. */
        TIMED_OUT,
        /** The connection was closed without a byte of an answer. */
        NO_ANSWER,
        /** The connection was closed in the middle of the answer, or what came was no answer. */
        BAD_ANSWER
    }

    ExchangeFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }
}
