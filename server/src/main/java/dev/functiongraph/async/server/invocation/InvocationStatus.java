package dev.functiongraph.async.server.invocation;

/**
 * The statuses of an invocation, in FunctionGraph's own words: {@code WAIT -> RUNNING -> SUCCESS | FAIL},
 * {@code RUNNING -> WAIT} for a retry, {@code WAIT -> DISCARD} when it may no longer be attempted.
 */
public enum InvocationStatus {
    WAIT,
    RUNNING,
    SUCCESS,
    FAIL,
    DISCARD;

    /** Whether an invocation stays in this status for ever. */
    public boolean isEnd() {
        return this != WAIT && this != RUNNING;
    }
}
