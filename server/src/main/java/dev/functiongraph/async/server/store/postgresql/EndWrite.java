package dev.functiongraph.async.server.store.postgresql;

import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.Invocation;
import dev.functiongraph.async.server.invocation.InvocationQueue.Settled;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.invocation.Settlement;
import dev.functiongraph.async.server.store.sql.Moment;
import java.util.Optional;
import java.util.UUID;

/** The end of an attempt, or of an invocation that waits, as an {@link EndTransaction} stores it. */
final class EndWrite extends Batches.Write<Settled> {
    final InvocationStatus from;
    final Attempt attempt;
    final Settlement settlement;
    final Optional<Invocation> next;
    final Moment at;
    final byte[] log;

    /** @param from the status in which the invocation must be, with that very attempt */
    EndWrite(
            InvocationStatus from,
            Attempt attempt,
            Settlement settlement,
            Optional<Invocation> next,
            Moment at,
            byte[] log) {
        super(Settled.OUTDATED);
        this.from = from;
        this.attempt = attempt;
        this.settlement = settlement;
        this.next = next;
        this.at = at;
        this.log = log;
    }

    UUID id() {
        return attempt.invocation().requestId();
    }
}
