package dev.functiongraph.async.server.invocation;

/** What a runtime says of one attempt. */
public sealed interface Outcome {

    /** @param result what the function returned; empty where it was too large to keep */
    record Success(byte[] result) implements Outcome {}

    /** The function ran and failed, or ran out of time. */
    record FunctionError(ErrorCode code, String message) implements Outcome {}

    /** The function could not be run: its runtime is unreachable or busy. Not the function's failure. */
    record Unavailable(String reason) implements Outcome {}
}
