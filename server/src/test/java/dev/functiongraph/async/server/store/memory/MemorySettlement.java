package dev.functiongraph.async.server.store.memory;

import dev.functiongraph.async.server.invocation.ErrorCode;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.invocation.Settlement;
import java.time.Instant;

/** A settlement as a change of a row. */
record MemorySettlement(MemoryRow row, Instant steady, Instant wall) implements Settlement.Visitor<Void> {
    @Override
    public Void succeeded(Settlement.Succeeded succeeded) {
        row.end(InvocationStatus.SUCCESS, ErrorCode.NONE, "", steady, wall);
        row.result = succeeded.result();
        return null;
    }

    @Override
    public Void failed(Settlement.Failed failed) {
        row.end(InvocationStatus.FAIL, failed.code(), failed.message(), steady, wall);
        row.failures++;
        return null;
    }

    @Override
    public Void discarded(Settlement.Discarded discarded) {
        row.end(InvocationStatus.DISCARD, discarded.code(), discarded.message(), steady, wall);
        return null;
    }

    @Override
    public Void requeued(Settlement.Requeued requeued) {
        row.status = InvocationStatus.WAIT;
        row.dueAt = requeued.dueAt();
        row.failures = requeued.failures();
        row.message = requeued.message();
        return null;
    }
}
