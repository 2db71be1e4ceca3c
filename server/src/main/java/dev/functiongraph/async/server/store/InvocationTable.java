package dev.functiongraph.async.server.store;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.ErrorCode;
import dev.functiongraph.async.server.invocation.Invocation;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.invocation.InvocationStore.Canceled;
import dev.functiongraph.async.server.invocation.InvocationStore.Expired;
import dev.functiongraph.async.server.invocation.Settlement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What happens to the rows of invocations, each within its caller's transaction. */
final class InvocationTable {
    /** FunctionGraph's own words for its code 4208. */
    private static final String CANCELED = "function invocation canceled";

    private InvocationTable() {}

    /** Invariant 2: what ran when the process ended waits again, first of all. */
    static void recover(Session on, long now) throws SQLException {
        on.update("""
                INSERT INTO attempt SELECT seq, attempt, started_at, ?, 'LOST', 'the server stopped'
                FROM invocation WHERE status = 'RUNNING'""", now);
        on.update("UPDATE invocation SET status = 'WAIT', due_at = accepted_at WHERE status = 'RUNNING'");
    }

    static void insert(Session on, Invocation invocation) throws SQLException {
        on.update(
                """
                INSERT INTO invocation (request_id, function, event, status, accepted_at, expires_at, due_at)
                VALUES (?, ?, ?, 'WAIT', ?, ?, ?)""",
                invocation.requestId().toString(),
                invocation.function().toString(),
                invocation.event().json(),
                invocation.acceptedAt().toEpochMilli(),
                invocation.expiresAt().toEpochMilli(),
                invocation.acceptedAt().toEpochMilli());
    }

    static void withdraw(Session on, UUID requestId) throws SQLException {
        on.update("DELETE FROM invocation WHERE request_id = ? AND status = 'WAIT'", requestId.toString());
    }

    /** Invariant 3: each claim has a number of its own. */
    static List<Attempt> claim(Session on, FunctionUrn function, int limit, Instant now, Instant leaseUntil)
            throws SQLException {
        long at = now.toEpochMilli();
        return on.query(Rows::attempt, """
                UPDATE invocation SET status = 'RUNNING', attempt = attempt + 1, started_at = ?, due_at = ?
                WHERE seq IN (SELECT seq FROM invocation
                              WHERE status = 'WAIT' AND function = ? AND due_at <= ? AND expires_at > ?
                              ORDER BY due_at, seq LIMIT ?)
                RETURNING request_id, function, event, accepted_at, expires_at, attempt, failures""", at, leaseUntil.toEpochMilli(), function.toString(), at, at, limit);
    }

    static Optional<Instant> nextDue(Session on, FunctionUrn function, Instant now) throws SQLException {
        return on.first(row -> Instant.ofEpochMilli(row.getLong(1)), """
                SELECT due_at FROM invocation
                WHERE status = 'WAIT' AND function = ? AND expires_at > ? ORDER BY due_at LIMIT 1""", function.toString(), now.toEpochMilli());
    }

    static void renew(Session on, Attempt attempt, Instant leaseUntil) throws SQLException {
        on.update(
                "UPDATE invocation SET due_at = ? WHERE request_id = ? AND status = 'RUNNING' AND attempt = ?",
                leaseUntil.toEpochMilli(),
                attempt.invocation().requestId().toString(),
                attempt.number());
    }

    /** Invariants 2 and 4: only a row in that status, with that very lease, changes. */
    static boolean end(Session on, InvocationStatus from, Attempt attempt, Settlement settlement, Instant now)
            throws SQLException {
        String id = attempt.invocation().requestId().toString();
        Ending ending = Ending.of(settlement, attempt, now);
        int ended = on.update(
                """
                UPDATE invocation SET status = ?, due_at = ?, failures = ?, ended_at = ?,
                    error_code = ?, error_message = ?, result = ?
                WHERE request_id = ? AND status = ? AND attempt = ?""",
                ending.status().name(),
                ending.dueAt(),
                ending.failures(),
                ending.endedAt(),
                ending.code().number(),
                ending.message(),
                ending.result(),
                id,
                from.name(),
                attempt.number());
        if (ended == 1 && from == InvocationStatus.RUNNING) {
            recordAttempt(on, id, ending.status(), ending.message(), now);
        }
        return ended == 1;
    }

    private static void recordAttempt(Session on, String id, InvocationStatus outcome, String message, Instant now)
            throws SQLException {
        on.update(
                "INSERT INTO attempt SELECT seq, attempt, started_at, ?, ?, ? FROM invocation WHERE request_id = ?",
                now.toEpochMilli(),
                outcome.name(),
                message,
                id);
    }

    static int endLeases(Session on, long now) throws SQLException {
        on.update("""
                INSERT INTO attempt SELECT seq, attempt, started_at, ?, 'LOST', 'its lease ended'
                FROM invocation WHERE status = 'RUNNING' AND due_at <= ?""", now, now);
        return on.update(
                "UPDATE invocation SET status = 'WAIT', due_at = ? WHERE status = 'RUNNING' AND due_at <= ?", now, now);
    }

    static List<Expired> expired(Session on, Instant now, int limit) throws SQLException {
        return on.query(
                row -> new Expired(Rows.attempt(row), row.getString("error_message")), """
                SELECT request_id, function, event, accepted_at, expires_at, attempt, failures, error_message
                FROM invocation WHERE status = 'WAIT' AND expires_at <= ? ORDER BY expires_at LIMIT ?""", now.toEpochMilli(), limit);
    }

    static int discardAll(Session on, FunctionUrn function, Settlement.Discarded reason, Instant now, int limit)
            throws SQLException {
        return on.update("""
                UPDATE invocation SET status = 'DISCARD', ended_at = ?, error_code = ?, error_message = ?
                WHERE seq IN (SELECT seq FROM invocation WHERE status = 'WAIT' AND function = ? LIMIT ?)""", now.toEpochMilli(), reason.code().number(), reason.message(), function.toString(), limit);
    }

    static Optional<Canceled> cancel(Session on, UUID requestId, FunctionUrn function, Instant now)
            throws SQLException {
        String id = requestId.toString();
        Optional<InvocationStatus> before = on.first(
                row -> InvocationStatus.valueOf(row.getString(1)),
                "SELECT status FROM invocation WHERE request_id = ? AND function = ?",
                id,
                function.toString());
        if (before.isEmpty() || before.get().isEnd()) {
            return before.map(status -> new Canceled(status, false));
        }
        boolean running = before.get() == InvocationStatus.RUNNING;
        InvocationStatus after = running ? InvocationStatus.FAIL : InvocationStatus.DISCARD;
        on.update(
                "UPDATE invocation SET status = ?, ended_at = ?, error_code = ?, error_message = ? WHERE request_id = ?",
                after.name(),
                now.toEpochMilli(),
                ErrorCode.CANCELED.number(),
                CANCELED,
                id);
        if (running) {
            recordAttempt(on, id, after, CANCELED, now);
        }
        return Optional.of(new Canceled(after, running));
    }

    static Set<FunctionUrn> functionsWithWaiting(Session on) throws SQLException {
        return new HashSet<>(on.query(
                row -> FunctionUrn.parse(row.getString(1)),
                "SELECT function FROM tally WHERE what = 'WAIT' AND n > 0"));
    }

    static long freeBytes(Session on) throws SQLException {
        return on.first(
                        row -> row.getLong(1),
                        "SELECT freelist_count * page_size FROM pragma_freelist_count, pragma_page_size")
                .orElseThrow();
    }

    static int purge(Session on, Instant endedBefore, long keep, int limit) throws SQLException {
        long surplus = Rows.tally(on).retained() - keep;
        return on.update("""
                        DELETE FROM invocation WHERE seq IN
                            (SELECT seq FROM invocation WHERE ended_at IS NOT NULL ORDER BY ended_at LIMIT ?)""", Math.max(0, Math.min(limit, surplus)))
                + on.update("""
                        DELETE FROM invocation WHERE seq IN
                            (SELECT seq FROM invocation WHERE ended_at < ? ORDER BY ended_at LIMIT ?)""", endedBefore.toEpochMilli(), limit);
    }
}
