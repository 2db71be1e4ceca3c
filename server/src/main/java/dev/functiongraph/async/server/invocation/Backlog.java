package dev.functiongraph.async.server.invocation;

/**
 * The limits of how many invocations may wait.
 *
 * @param perFunction for one function
 * @param inAll for all together
 */
public record Backlog(long perFunction, long inAll) {}
