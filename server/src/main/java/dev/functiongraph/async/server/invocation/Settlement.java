package dev.functiongraph.async.server.invocation;

import java.time.Instant;

/** The fate of an invocation after an attempt, or after waiting. */
public sealed interface Settlement {

    <T> T visit(Visitor<T> visitor);

    /** A case for each settlement. */
    interface Visitor<T> {
        T succeeded(Succeeded succeeded);

        T failed(Failed failed);

        T discarded(Discarded discarded);

        T requeued(Requeued requeued);
    }

    record Succeeded(byte[] result) implements Settlement {
        @Override
        public <T> T visit(Visitor<T> visitor) {
            return visitor.succeeded(this);
        }
    }

    record Failed(ErrorCode code, String message) implements Settlement {
        @Override
        public <T> T visit(Visitor<T> visitor) {
            return visitor.failed(this);
        }
    }

    record Discarded(ErrorCode code, String message) implements Settlement {
        @Override
        public <T> T visit(Visitor<T> visitor) {
            return visitor.discarded(this);
        }
    }

    /**
     * The invocation waits again.
     *
     * @param dueAt not before then
     * @param failures how many attempts the function has failed by now
     * @param message why it waits again
     */
    record Requeued(Instant dueAt, int failures, String message) implements Settlement {
        @Override
        public <T> T visit(Visitor<T> visitor) {
            return visitor.requeued(this);
        }
    }
}
