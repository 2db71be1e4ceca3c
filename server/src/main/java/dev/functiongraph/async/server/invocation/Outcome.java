package dev.functiongraph.async.server.invocation;

/** What a runtime says of one attempt. */
public sealed interface Outcome {

    /** @param result what the function returned; empty where it was too large to keep */
    record Success(byte[] result) implements Outcome {}

    /** The function ran and failed, or ran out of time. */
    record FunctionError(ErrorCode code, String message) implements Outcome {}

    /**
     * The function could not be run: its runtime is unreachable or busy. Not the function's failure.
     *
     * @param answered whether the runtime is there, and said so: others may fare better
     */
    record Unavailable(String reason, boolean answered) implements Outcome {
        /** Of a runtime that did not answer. */
        public Unavailable(String reason) {
            this(reason, false);
        }
    }
}
