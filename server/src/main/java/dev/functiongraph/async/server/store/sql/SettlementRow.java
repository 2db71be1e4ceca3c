package dev.functiongraph.async.server.store.sql;

import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.ErrorCode;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.invocation.Settlement;
import org.jspecify.annotations.Nullable;

/** A settlement as the columns of its row. */
public record SettlementRow(
        InvocationStatus status,
        long dueAt,
        int failures,
        @Nullable Long endedAt,
        ErrorCode code,
        String message,
        byte @Nullable [] result) {

    public static SettlementRow of(Settlement settlement, Attempt attempt, Moment moment) {
        return settlement.visit(new Columns(attempt.failures(), moment));
    }

    private record Columns(int failures, Moment now) implements Settlement.Visitor<SettlementRow> {
        @Override
        public SettlementRow succeeded(Settlement.Succeeded success) {
            return ended(InvocationStatus.SUCCESS, failures, ErrorCode.NONE, "", success.result());
        }

        @Override
        public SettlementRow failed(Settlement.Failed failed) {
            return ended(InvocationStatus.FAIL, failures + 1, failed.code(), failed.message(), null);
        }

        @Override
        public SettlementRow discarded(Settlement.Discarded discarded) {
            return ended(InvocationStatus.DISCARD, failures, discarded.code(), discarded.message(), null);
        }

        @Override
        public SettlementRow requeued(Settlement.Requeued requeued) {
            long dueAt = requeued.dueAt().toEpochMilli();
            String message = requeued.message();
            return new SettlementRow(
                    InvocationStatus.WAIT, dueAt, requeued.failures(), null, ErrorCode.NONE, message, null);
        }

        private SettlementRow ended(
                InvocationStatus status, int failed, ErrorCode code, String message, byte @Nullable [] result) {
            return new SettlementRow(status, now.steady(), failed, now.wall(), code, message, result);
        }
    }
}
