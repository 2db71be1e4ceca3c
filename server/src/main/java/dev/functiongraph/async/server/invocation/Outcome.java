package dev.functiongraph.async.server.invocation;

import java.time.Duration;
import java.util.Optional;

/** The result of one attempt, as its runtime reports it. */
public sealed interface Outcome {

    <T> T visit(Visitor<T> visitor);

    /** A case for each outcome. */
    interface Visitor<T> {
        T success(Success success);

        T functionError(FunctionError error);

        T unavailable(Unavailable unavailable);
    }

    /** @param result what the function returned; empty where it was too large to keep */
    record Success(byte[] result) implements Outcome {
        @Override
        public <T> T visit(Visitor<T> visitor) {
            return visitor.success(this);
        }
    }

    /** The function ran and failed, or ran out of time. */
    record FunctionError(ErrorCode code, String message) implements Outcome {
        @Override
        public <T> T visit(Visitor<T> visitor) {
            return visitor.functionError(this);
        }
    }

    /**
     * The function could not be run: its runtime is unreachable or busy. Not the function's failure.
     *
     * @param answered whether the runtime is there, and said so: others may fare better
     * @param retryAfter before which time it does not want the event again, if it said so
     */
    record Unavailable(String reason, boolean answered, Optional<Duration> retryAfter) implements Outcome {
        /** Of a runtime that names no time. */
        public Unavailable(String reason, boolean answered) {
            this(reason, answered, Optional.empty());
        }

        /** Of a runtime that did not answer. */
        public Unavailable(String reason) {
            this(reason, false);
        }

        @Override
        public <T> T visit(Visitor<T> visitor) {
            return visitor.unavailable(this);
        }
    }
}
