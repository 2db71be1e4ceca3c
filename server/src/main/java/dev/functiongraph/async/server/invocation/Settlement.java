package dev.functiongraph.async.server.invocation;

import java.time.Instant;

/** What becomes of an invocation after an attempt. */
public sealed interface Settlement {

    record Succeeded(byte[] result) implements Settlement {}

    record Failed(ErrorCode code, String message) implements Settlement {}

    record Discarded(ErrorCode code, String message) implements Settlement {}

    /**
     * Waits again.
     *
     * @param dueAt not before then
     * @param failures how many attempts the function has failed by now
     * @param message why it waits again
     */
    record Requeued(Instant dueAt, int failures, String message) implements Settlement {}
}
