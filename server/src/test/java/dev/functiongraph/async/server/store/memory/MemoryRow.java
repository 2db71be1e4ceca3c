package dev.functiongraph.async.server.store.memory;

import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.ErrorCode;
import dev.functiongraph.async.server.invocation.Invocation;
import dev.functiongraph.async.server.invocation.InvocationRecord;
import dev.functiongraph.async.server.invocation.InvocationRecords.AttemptRecord;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One invocation of a {@link MemoryStore}. */
final class MemoryRow {
    final long sequence;
    final Invocation invocation;
    final Instant acceptedAt;
    final List<AttemptRecord> attempts = new ArrayList<>();
    InvocationStatus status = InvocationStatus.WAIT;
    int attempt;
    int failures;
    int lost;
    int lostAlone;
    /** On the steady clock: when a waiting one is due, a running one's lease ends, or when an ended one ended. */
    Instant dueAt;

    Instant startedAt;
    Instant endedAt;
    ErrorCode code = ErrorCode.NONE;
    String message = "";
    byte[] result = {};

    MemoryRow(long sequence, Invocation invocation, Instant acceptedAt) {
        this.sequence = sequence;
        this.invocation = invocation;
        this.acceptedAt = acceptedAt;
        this.dueAt = invocation.acceptedAt();
    }

    boolean is(InvocationStatus wanted, Attempt claimed) {
        return status == wanted && attempt == claimed.number();
    }

    boolean isExpired(Instant now) {
        return !invocation.expiresAt().isAfter(now);
    }

    Attempt attempt() {
        return new Attempt(invocation, attempt, failures, lost, lostAlone);
    }

    void end(InvocationStatus end, ErrorCode why, String text, Instant steady, Instant wall) {
        status = end;
        code = why;
        message = text;
        dueAt = steady;
        endedAt = wall;
    }

    void recordAttempt(String outcome, String text, Instant wall) {
        attempts.add(new AttemptRecord(attempt, startedAt, wall, outcome, text));
    }

    void lose(String text, Instant due, Instant wall) {
        recordAttempt("LOST", text, wall);
        status = InvocationStatus.WAIT;
        dueAt = due;
    }

    InvocationRecord record() {
        return new InvocationRecord(
                sequence,
                invocation.requestId(),
                invocation.function(),
                status,
                attempt,
                acceptedAt,
                Optional.ofNullable(startedAt),
                Optional.ofNullable(endedAt),
                code.number(),
                message,
                Optional.empty());
    }
}
