package dev.functiongraph.async.server.invocation;

import java.util.UUID;

/** The answer to a request to run a function. */
public sealed interface Acceptance {

    <T> T visit(Visitor<T> visitor);

    /** A case for each answer. */
    interface Visitor<T> {
        T accepted(Accepted accepted);

        T notFound(NotFound notFound);

        T disabled(Disabled disabled);

        T unavailable(Unavailable unavailable);

        T unknown(Unknown unknown);
    }

    /** It is on stable storage and will be run. */
    record Accepted(UUID requestId) implements Acceptance {
        @Override
        public <T> T visit(Visitor<T> visitor) {
            return visitor.accepted(this);
        }
    }

    /** @param functionName the name in the caller's reference */
    record NotFound(String functionName) implements Acceptance {
        @Override
        public <T> T visit(Visitor<T> visitor) {
            return visitor.notFound(this);
        }
    }

    record Disabled() implements Acceptance {
        @Override
        public <T> T visit(Visitor<T> visitor) {
            return visitor.disabled(this);
        }
    }

    /**
     * Nothing was queued; the same request may succeed later.
     *
     * @param requestId under which the log tells more
     */
    record Unavailable(UUID requestId, String reason) implements Acceptance {
        @Override
        public <T> T visit(Visitor<T> visitor) {
            return visitor.unavailable(this);
        }
    }

    /**
     * It may have been queued, and run; the same request may run it twice.
     *
     * @param requestId under which it would be found
     */
    record Unknown(UUID requestId) implements Acceptance {
        @Override
        public <T> T visit(Visitor<T> visitor) {
            return visitor.unknown(this);
        }
    }
}
