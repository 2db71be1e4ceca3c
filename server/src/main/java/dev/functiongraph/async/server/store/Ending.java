package dev.functiongraph.async.server.store;

import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.ErrorCode;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.invocation.Settlement;

/** A settlement as the columns of its row. */
record Ending(
        InvocationStatus status,
        long dueAt,
        int failures,
        Long endedAt,
        ErrorCode code,
        String message,
        byte[] result) {

    static Ending of(Settlement settlement, Attempt attempt, Moment moment) {
        long at = moment.steady();
        long ended = moment.wall();
        int failures = attempt.failures();
        if (settlement instanceof Settlement.Succeeded success) {
            return new Ending(InvocationStatus.SUCCESS, at, failures, ended, ErrorCode.NONE, "", success.result());
        }
        if (settlement instanceof Settlement.Failed failed) {
            return new Ending(InvocationStatus.FAIL, at, failures + 1, ended, failed.code(), failed.message(), null);
        }
        if (settlement instanceof Settlement.Discarded gone) {
            return new Ending(InvocationStatus.DISCARD, at, failures, ended, gone.code(), gone.message(), null);
        }
        Settlement.Requeued again = (Settlement.Requeued) settlement;
        long dueAt = again.dueAt().toEpochMilli();
        return new Ending(InvocationStatus.WAIT, dueAt, again.failures(), null, ErrorCode.NONE, again.message(), null);
    }
}
