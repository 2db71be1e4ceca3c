package dev.functiongraph.async.server.store.postgresql;

import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.InvocationQueue.Claim;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.invocation.SteadyClock;
import dev.functiongraph.async.server.store.postgresql.AcceptWrite.Take;
import dev.functiongraph.async.server.store.sql.Session;
import dev.functiongraph.async.server.store.sql.TallyChanges;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of a transaction that claims what waits. Used by one thread.
 *
 * <p>What has been claimed stays in the index of what is due until the next vacuum, before all that waits: up to a
 * minute's work, which each claim would read again. So a claim begins where the last one left the first that waits.
 * Once a second it begins at the very first: for what another node stores later than it is due.
 */
final class ClaimPart {
    /** When to look again where other nodes have all slots. */
    private static final Duration SOON = Duration.ofMillis(10);
    /** The same, where it has been busy for long. */
    private static final Duration SELDOM = Duration.ofSeconds(1);

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Instant FIRST = Instant.ofEpochMilli(Long.MIN_VALUE);

    /** Chosen first and once: within the condition of the update, PostgreSQL may choose again for each row. */
    static final String CLAIM = """
            WITH due AS MATERIALIZED (
                SELECT seq AS number FROM invocation
                WHERE function = ? AND status = 'WAIT' AND due_at BETWEEN ? AND ? AND expires_at > ?
                ORDER BY due_at, seq LIMIT ? FOR UPDATE SKIP LOCKED)
            UPDATE invocation SET status = 'RUNNING', attempt = attempt + 1, node = ?, started_at = ?, due_at = ?
            FROM due WHERE function = ? AND seq = number
            RETURNING\s""" + PostgresRows.ATTEMPT;

    static final String NEXT_DUE = """
            SELECT due_at FROM invocation
            WHERE function = ? AND status = 'WAIT' AND due_at >= ? AND expires_at > ? ORDER BY due_at LIMIT 1""";

    private final SteadyClock clock;
    /** By function that had no free slot: how long it was left alone last. */
    private final Map<Integer, Duration> pauses = new HashMap<>();
    /** By function: where the next claim begins. */
    private final Map<Integer, Begin> begins = new HashMap<>();
    /** The same, as the transaction under way leaves it. */
    private final Map<Integer, Begin> moved = new HashMap<>();

    ClaimPart(SteadyClock clock) {
        this.clock = clock;
    }

    /**
     * Where claims begin.
     *
     * @param due of the first that they look at
     * @param until when they begin there
     */
    private record Begin(Instant due, Instant until) {
        static Begin atFirst(Instant now) {
            return new Begin(FIRST, now.plus(SECOND));
        }

        /** A second before the next one that waits, since some are stored a little later than they are due. */
        Begin movedTo(Optional<Instant> next, Instant now) {
            return new Begin(next.filter(now::isAfter).orElse(now).minus(SECOND), until);
        }
    }

    /** A transaction begins: what one before it has claimed, and has not committed, still waits. */
    void begin() {
        moved.clear();
    }

    void committed() {
        begins.putAll(moved);
        moved.clear();
    }

    /** Stored with this transaction, however long ago it was due. */
    void waits(int function, Instant due) {
        known(function)
                .filter(begin -> due.isBefore(begin.due))
                .ifPresent(begin -> moved.put(function, new Begin(due, begin.until)));
    }

    /** Invariant 3: each claim has a number of its own. */
    Claim make(Session on, Take take, int function, FreeSlots slots, Node self, TallyChanges tally)
            throws SQLException {
        long now = take.now.toEpochMilli();
        Begin begin = begin(function, take.now);
        long first = begin.due.toEpochMilli();
        int limit = slots.of(take.most(), take.lease.concurrency());
        List<Attempt> attempts = on.query(
                row -> PostgresRows.attempt(row, take.function),
                CLAIM,
                function,
                first,
                now,
                now,
                limit,
                self.id(),
                clock.wallTime().toEpochMilli(),
                take.lease.until().toEpochMilli(),
                function);
        tally.moved(function, InvocationStatus.WAIT, InvocationStatus.RUNNING, attempts.size());
        Optional<Instant> nextDue =
                on.first(row -> Instant.ofEpochMilli(row.getLong(1)), NEXT_DUE, function, first, now);
        moved.put(function, begin.movedTo(nextDue, take.now));
        slots.claimed(attempts.size(), limit, nextDue.orElse(Instant.MAX));
        if (limit < take.most()) {
            // Nobody tells when a slot is free that another node has, or whose attempt is not settled yet.
            Instant soon = take.now.plus(pauseBeforeNextLook(function, !attempts.isEmpty()));
            nextDue = nextDue.map(due -> due.isAfter(soon) ? due : soon);
        }
        return new Claim(attempts, nextDue);
    }

    private Begin begin(int function, Instant now) {
        return known(function).filter(begin -> begin.until.isAfter(now)).orElseGet(() -> Begin.atFirst(now));
    }

    private Optional<Begin> known(int function) {
        return Optional.ofNullable(moved.getOrDefault(function, begins.get(function)));
    }

    private Duration pauseBeforeNextLook(int function, boolean foundSome) {
        Duration longer = pauses.getOrDefault(function, SOON).multipliedBy(2);
        Duration pause = foundSome ? SOON : longer.compareTo(SELDOM) < 0 ? longer : SELDOM;
        pauses.put(function, pause);
        return pause;
    }
}
