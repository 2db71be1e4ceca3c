package dev.functiongraph.async.server.store.postgresql;

import dev.functiongraph.async.server.invocation.InvocationQueue.Claim;
import dev.functiongraph.async.server.invocation.InvocationQueue.Enqueued;
import dev.functiongraph.async.server.invocation.InvocationQueue.Lease;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.invocation.SteadyClock;
import dev.functiongraph.async.server.store.postgresql.AcceptWrite.Enqueue;
import dev.functiongraph.async.server.store.postgresql.AcceptWrite.Take;
import dev.functiongraph.async.server.store.postgresql.Shares.Starts;
import dev.functiongraph.async.server.store.sql.Session;
import dev.functiongraph.async.server.store.sql.TallyChanges;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The part of a transaction that starts attempts, of what waits and of what is accepted, and stores what has to wait.
 * Used by one thread.
 */
final class AcceptPart {
    private static final String STORED = """
            SELECT request_id, status = 'RUNNING' AND node = ? AND attempt = 1 AS claimed
            FROM invocation WHERE request_id = ANY (?::uuid[])
            UNION ALL
            SELECT request_id, false FROM record WHERE request_id = ANY (?::uuid[])""";

    private final FunctionIds functions;
    private final Shares shares;
    private final BacklogCounts backlog;
    private final ClaimPart claims;
    private final SteadyClock clock;
    /** Of the transaction under way, by function. */
    private final Map<Integer, FreeSlots> free = new HashMap<>();

    AcceptPart(FunctionIds functions, Shares shares, BacklogCounts backlog, ClaimPart claims, SteadyClock clock) {
        this.functions = functions;
        this.shares = shares;
        this.backlog = backlog;
        this.claims = claims;
        this.clock = clock;
    }

    /** By function, what is to be started if it may. */
    Map<Integer, Starts> starts(List<AcceptWrite<?>> batch) {
        Map<Integer, Starts> starts = new TreeMap<>();
        for (AcceptWrite<?> write : batch) {
            write.lease()
                    .ifPresent(lease -> starts.merge(
                            functions.of(write.function),
                            new Starts(write.most(), lease.concurrency()),
                            (one, other) -> new Starts(one.count() + other.count(), other.concurrency())));
        }
        return starts;
    }

    /** @param rows of what is to be stored with the end of the transaction */
    void make(Session on, TallyChanges tally, List<AcceptWrite<?>> batch, Node self, InvocationRows rows)
            throws SQLException {
        free.clear();
        // What has waited goes before what is new.
        for (Take take : only(Take.class, batch)) {
            boolean isLookedFor = take.lease().isPresent();
            take.claimed(
                    isLookedFor
                            ? claims.make(on, take, functions.of(take.function), free(take, self, tally), self, tally)
                            : Claim.NOTHING);
        }
        for (Enqueue enqueue : notStored(on, only(Enqueue.class, batch), self)) {
            enqueue.result(add(enqueue, free(enqueue, self, tally), rows, tally));
        }
    }

    private FreeSlots free(AcceptWrite<?> write, Node self, TallyChanges tally) {
        return free.computeIfAbsent(functions.of(write.function), function -> {
            // What has ended before, in this transaction, may be due again.
            boolean anyIsNew = tally.waiting().getOrDefault(function, 0L) > 0;
            return shares.free(self, function, anyIsNew ? Instant.MIN : backlog.nextDue(function));
        });
    }

    /** What this has started is this node's for certain. */
    void committed(List<AcceptWrite<?>> batch, Node self) {
        for (AcceptWrite<?> write : batch) {
            write.started().forEach(attempt -> shares.started(self, functions.of(write.function), attempt));
        }
        shares.allStarted();
        free.forEach((function, slots) -> backlog.nextIsDue(function, slots.nextDue()));
        free.clear();
    }

    private static <T> List<T> only(Class<T> kind, List<AcceptWrite<?>> batch) {
        return batch.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Those of which it is certain that they are not stored; of the others it says what they are. */
    private static List<Enqueue> notStored(Session on, List<Enqueue> all, Node self) throws SQLException {
        List<UUID> open = all.stream()
                .filter(Enqueue::isRepeated)
                .map(enqueue -> enqueue.invocation.requestId())
                .toList();
        if (open.isEmpty()) {
            return all;
        }
        Map<UUID, Enqueued> stored = new HashMap<>();
        on.query(
                row -> stored.put(
                        row.getObject(1, UUID.class), row.getBoolean(2) ? Enqueued.CLAIMED : Enqueued.WAITING),
                STORED,
                self.id(),
                on.array("uuid", open),
                on.array("uuid", open));
        List<Enqueue> rest = new ArrayList<>();
        for (Enqueue enqueue : all) {
            Optional.ofNullable(stored.get(enqueue.invocation.requestId()))
                    .ifPresentOrElse(enqueue::result, () -> rest.add(enqueue));
        }
        return rest;
    }

    /** Invariant 8: stored only if there is room in the backlog, unless it runs at once. */
    private Enqueued add(Enqueue enqueue, FreeSlots slots, InvocationRows rows, TallyChanges tally) {
        int function = functions.of(enqueue.function);
        Optional<Lease> lease = enqueue.lease().filter(one -> slots.takeOne(one.concurrency(), clock.instant()));
        boolean claimed = lease.isPresent();
        if (!claimed) {
            Optional<String> refusal = backlog.refusal(function, tally);
            if (refusal.isPresent()) {
                return Enqueued.refused(refusal.get());
            }
            slots.waits();
        }
        rows.add(function, enqueue.invocation, clock, lease);
        tally.accepted(function, claimed ? InvocationStatus.RUNNING : InvocationStatus.WAIT);
        return claimed ? Enqueued.CLAIMED : Enqueued.WAITING;
    }
}
