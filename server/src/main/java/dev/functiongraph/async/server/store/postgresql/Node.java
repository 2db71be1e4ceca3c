package dev.functiongraph.async.server.store.postgresql;

/**
 * This node, as it is known to the others from one start, or one declaration of its death, to the next.
 *
 * @param numbers of the invocations that it accepts
 */
record Node(int id, SequenceNumbers numbers) {
    /** The id of none: what bears it starts nothing. */
    private static final int NOBODY = 0;

    /** This node while it cannot say that it lives: it may accept, and starts nothing. */
    Node cutOff() {
        return new Node(NOBODY, numbers);
    }
}
