package dev.functiongraph.async.server.store.postgresql;

import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.InvocationQueue.Claim;
import dev.functiongraph.async.server.invocation.InvocationQueue.Enqueued;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.invocation.SteadyClock;
import dev.functiongraph.async.server.store.postgresql.AcceptWrite.Enqueue;
import dev.functiongraph.async.server.store.postgresql.AcceptWrite.Take;
import dev.functiongraph.async.server.store.sql.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The transaction that starts attempts, of what waits and of what is accepted, and stores what has to wait. Used by one
 * thread.
 */
final class AcceptTransaction implements Batches.Transaction<AcceptWrite<?>> {
    /** When to look again where another node is claiming. */
    private static final Duration SOON = Duration.ofMillis(10);
    /** The same, where it has been busy for long. */
    private static final Duration SELDOM = Duration.ofSeconds(1);

    /** Chosen first and once: within the condition of the update, PostgreSQL may choose again for each row. */
    private static final String CLAIM = """
            WITH due AS MATERIALIZED (
                SELECT seq AS number FROM invocation
                WHERE function = ? AND status = 'WAIT' AND due_at <= ? AND expires_at > ?
                ORDER BY due_at, seq LIMIT ? FOR UPDATE SKIP LOCKED)
            UPDATE invocation SET status = 'RUNNING', attempt = attempt + 1, node = ?, started_at = ?, due_at = ?
            FROM due WHERE function = ? AND seq = number
            RETURNING\s""" + PostgresRows.ATTEMPT;

    private static final String NEXT_DUE = """
            SELECT due_at FROM invocation
            WHERE function = ? AND status = 'WAIT' AND expires_at > ? ORDER BY due_at LIMIT 1""";

    private static final String STORED = """
            SELECT request_id, status = 'RUNNING' AND node = ? AND attempt = 1 AS claimed
            FROM invocation WHERE request_id = ANY (?::uuid[])
            UNION ALL
            SELECT request_id, false FROM record WHERE request_id = ANY (?::uuid[])""";

    private final FunctionIds functions;
    private final BacklogCounts backlog;
    private final Supplier<Node> node;
    private final SteadyClock clock;
    /** By function that had no free slot: how long it was left alone last. */
    private final Map<Integer, Duration> pauses = new HashMap<>();

    AcceptTransaction(FunctionIds functions, BacklogCounts backlog, Supplier<Node> node, SteadyClock clock) {
        this.functions = functions;
        this.backlog = backlog;
        this.node = node;
        this.clock = clock;
    }

    @Override
    public void prepare(List<AcceptWrite<?>> batch) throws SQLException {
        functions.learn(batch.stream().map(write -> write.function).toList());
    }

    @Override
    public void make(Session on, TallyChanges tally, List<AcceptWrite<?>> batch) throws SQLException {
        Node self = node.get();
        Map<Integer, FreeSlots> free = FreeSlots.lock(on, toStart(batch), self);
        // What has waited goes before what is new.
        for (Take take : only(Take.class, batch)) {
            take.result(claim(on, take, free, self, tally));
        }
        InvocationRows rows = new InvocationRows(self);
        for (Enqueue enqueue : notStored(on, only(Enqueue.class, batch), self)) {
            enqueue.result(add(enqueue, free, rows, tally));
        }
        rows.insert(on);
    }

    private Set<Integer> toStart(List<AcceptWrite<?>> batch) {
        Set<Integer> found = new TreeSet<>();
        batch.stream().filter(AcceptWrite::starts).forEach(write -> found.add(functions.of(write.function)));
        return found;
    }

    private static <T> List<T> only(Class<T> kind, List<AcceptWrite<?>> batch) {
        return batch.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Invariant 3: each claim has a number of its own. */
    private Claim claim(Session on, Take take, Map<Integer, FreeSlots> free, Node self, TallyChanges tally)
            throws SQLException {
        int function = functions.of(take.function);
        FreeSlots slots = free.get(function);
        if (slots == null) {
            return new Claim(List.of(), Optional.of(take.now.plus(SOON)));
        }
        long now = take.now.toEpochMilli();
        long started = clock.wallTime().toEpochMilli();
        int limit = slots.of(take.limit, take.lease.concurrency());
        List<Attempt> attempts = on.query(
                row -> PostgresRows.attempt(row, take.function),
                CLAIM,
                function,
                now,
                now,
                limit,
                self.id(),
                started,
                take.lease.until().toEpochMilli(),
                function);
        slots.started(attempts.size());
        tally.moved(function, InvocationStatus.WAIT, InvocationStatus.RUNNING, attempts.size());
        Optional<Instant> nextDue = on.first(row -> Instant.ofEpochMilli(row.getLong(1)), NEXT_DUE, function, now);
        if (limit < take.limit) {
            // Nobody tells when a slot is free that another node has, or whose attempt is not settled yet.
            Instant soon = take.now.plus(pauseBeforeNextLook(function, !attempts.isEmpty()));
            nextDue = nextDue.map(due -> due.isAfter(soon) ? due : soon);
        }
        return new Claim(attempts, nextDue);
    }

    private Duration pauseBeforeNextLook(int function, boolean foundSome) {
        Duration longer = pauses.getOrDefault(function, SOON).multipliedBy(2);
        Duration pause = foundSome ? SOON : longer.compareTo(SELDOM) < 0 ? longer : SELDOM;
        pauses.put(function, pause);
        return pause;
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
    private Enqueued add(Enqueue enqueue, Map<Integer, FreeSlots> free, InvocationRows rows, TallyChanges tally) {
        int function = functions.of(enqueue.function);
        Optional<FreeSlots> slots = Optional.ofNullable(free.get(function));
        boolean claimed = enqueue.lease.isPresent()
                && slots.filter(own -> own.takeOne(enqueue.lease.get().concurrency()))
                        .isPresent();
        if (!claimed) {
            Optional<String> refusal = backlog.refusal(function, tally);
            if (refusal.isPresent()) {
                return Enqueued.refused(refusal.get());
            }
            slots.ifPresent(FreeSlots::waits);
        }
        rows.add(function, enqueue.invocation, clock, claimed ? enqueue.lease : Optional.empty());
        tally.accepted(function, claimed ? InvocationStatus.RUNNING : InvocationStatus.WAIT);
        return claimed ? Enqueued.CLAIMED : Enqueued.WAITING;
    }
}
