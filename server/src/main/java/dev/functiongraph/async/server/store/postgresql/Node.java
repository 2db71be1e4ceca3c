package dev.functiongraph.async.server.store.postgresql;

/**
 * This node, as it is known to the others from one start, or one declaration of its death, to the next.
 *
 * @param numbers of the invocations that it accepts
 */
record Node(int id, SequenceNumbers numbers) {}
