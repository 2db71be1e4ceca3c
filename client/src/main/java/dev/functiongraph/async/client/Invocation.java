package dev.functiongraph.async.client;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The record of one invocation, as of the server's answer.
 *
 * @param requestId the id that {@link FunctionGraphAsyncClient#invokeAsync} returned
 * @param status its status
 * @param errorCode 0 unless it failed or was discarded; 4208 means that it was canceled
 * @param errorMessage why it failed, was discarded, or waits again; empty if there is nothing to report
 * @param startTime when its last attempt started; empty if there was none yet
 * @param endTime when it ended; empty while it has not ended
 */
public record Invocation(
        UUID requestId,
        Status status,
        int errorCode,
        String errorMessage,
        Optional<Instant> startTime,
        Optional<Instant> endTime) {

    /** Refuses null. */
    public Invocation {
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(errorMessage, "errorMessage");
        Objects.requireNonNull(startTime, "startTime");
        Objects.requireNonNull(endTime, "endTime");
    }

    /** The status of an invocation. */
    public enum Status {
        /** It waits for its first attempt, or for the next one. */
        WAIT(false),
        /** It runs. */
        RUNNING(false),
        /** It has succeeded. */
        SUCCESS(true),
        /** It has failed, or was canceled while it ran. */
        FAIL(true),
        /** It became too old before it could be run, its function was removed, or it was canceled while it waited. */
        DISCARD(true),
        /** A status that this version of the client does not know. */
        UNKNOWN(false);

        private final boolean isFinal;

        Status(boolean isFinal) {
            this.isFinal = isFinal;
        }

        /** Returns whether the invocation has ended, so that this status stays; false for {@link #UNKNOWN}. */
        public boolean isFinal() {
            return isFinal;
        }
    }
}
