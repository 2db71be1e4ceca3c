package dev.functiongraph.async.contract.zoo;

/** A request that is answered with an error. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    RefusedException(Reply reply) {
        this.reply = reply;
    }

    Reply reply() {
        return reply;
    }
}
