package dev.functiongraph.async.server.runtime;

/**
 * An answer of a container.
 *
 * @param body cut off after the length that a result may have, plus one byte that shows that it was longer */
record ContainerAnswer(int status, byte[] body) {}
