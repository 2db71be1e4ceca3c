package dev.functiongraph.async.server.store.sqlite;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.ErrorCode;
import dev.functiongraph.async.server.invocation.Invocation;
import dev.functiongraph.async.server.invocation.InvocationMaintenance.Expired;
import dev.functiongraph.async.server.invocation.InvocationQueue.Canceled;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.invocation.Settlement;
import dev.functiongraph.async.server.store.sql.Moment;
import dev.functiongraph.async.server.store.sql.RequestIds;
import dev.functiongraph.async.server.store.sql.Rows;
import dev.functiongraph.async.server.store.sql.Session;
import dev.functiongraph.async.server.store.sql.SettlementRow;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The statements on the rows of invocations, each within its caller's transaction. */
final class InvocationTable {
    /** FunctionGraph's own words for its code 4208. */
    static final String CANCELED = "function invocation canceled";

    /** The number of a function whose URN is a parameter. */
    static final String FUNCTION = "(SELECT id FROM function WHERE urn = ?)";

    /** The URN of an invocation's function. */
    static final String URN = "(SELECT urn FROM function WHERE id = invocation.function) AS urn";

    private static final String ATTEMPT = "request_id, event, expires_at, max_age, attempt, failures,"
            + " CASE WHEN attempt > 1 THEN " + LostAttempts.COUNT + " ELSE 0 END AS lost,"
            + " CASE WHEN attempt > 1 THEN " + LostAttempts.COUNT_ALONE + " ELSE 0 END AS lost_alone";

    private static final String INSERT = """
            INSERT INTO invocation
                (request_id, function, event, status, attempt, accepted_at, started_at, expires_at, due_at, max_age)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String WITHDRAW = "DELETE FROM invocation WHERE request_id = ? AND ended_at IS NULL";

    private static final String CLAIM = """
            UPDATE invocation SET status = 'RUNNING', attempt = attempt + 1, started_at = ?, due_at = ?
            WHERE seq IN (SELECT seq FROM invocation
                          WHERE status = 'WAIT' AND function = %s AND due_at <= ? AND expires_at > ?
                          ORDER BY due_at, seq LIMIT ?)
            RETURNING %s""".formatted(FUNCTION, ATTEMPT);

    private static final String UNCLAIM = """
            UPDATE invocation SET status = 'WAIT', due_at = ?
            WHERE request_id = ? AND status = 'RUNNING' AND attempt = ?""";

    private static final String NEXT_DUE = """
            SELECT due_at FROM invocation
            WHERE status = 'WAIT' AND function = %s AND expires_at > ? ORDER BY due_at LIMIT 1""".formatted(FUNCTION);

    private static final String RENEW_LEASE = """
            UPDATE invocation SET due_at = ?
            WHERE request_id = ? AND status = 'RUNNING' AND attempt = ?""";

    private static final String END = """
            UPDATE invocation SET status = ?, due_at = ?, failures = ?, ended_at = ?,
                error_code = ?, error_message = ?, result = ?
            WHERE request_id = ? AND status = ? AND attempt = ?""";

    private static final String RECORD_ATTEMPT = """
            INSERT INTO attempt
            SELECT seq, attempt, started_at, ?, ?, ? FROM invocation WHERE request_id = ?""";

    private static final String RECORD_EXPIRED_LEASES = """
            INSERT INTO attempt SELECT seq, attempt, started_at, ?, 'LOST', 'its lease ended'
            FROM invocation WHERE status = 'RUNNING' AND due_at <= ?""";

    private static final String REQUEUE_EXPIRED_LEASES = """
            UPDATE invocation SET status = 'WAIT', due_at = ?
            WHERE status = 'RUNNING' AND due_at <= ?""";

    private static final String EXPIRED = "SELECT " + ATTEMPT + ", " + URN + ", error_message FROM invocation"
            + " WHERE status = 'WAIT' AND expires_at <= ? ORDER BY expires_at LIMIT ?";

    private static final String DISCARD_ALL = """
            UPDATE invocation SET status = 'DISCARD', ended_at = ?, due_at = ?, error_code = ?, error_message = ?
            WHERE seq IN
                (SELECT seq FROM invocation WHERE status = 'WAIT' AND function = %s LIMIT ?)""".formatted(FUNCTION);

    private static final String STATUS =
            "SELECT status FROM invocation WHERE request_id = ? AND function = " + FUNCTION;

    private static final String CANCEL = """
            UPDATE invocation SET status = ?, ended_at = ?, due_at = ?, error_code = ?, error_message = ?
            WHERE request_id = ?""";

    private static final String WAITING_BY_FUNCTION =
            "SELECT urn, n FROM tally JOIN function ON id = function WHERE what = 'WAIT' AND n > 0";

    private static final String ANY_WAITS_OR_RUNS = "SELECT 1 FROM tally WHERE what IN ('WAIT', 'RUNNING') AND n > 0";

    private static final String FREE_BYTES = """
            SELECT freelist_count * page_size
            FROM pragma_freelist_count, pragma_page_size""";

    private static final String PURGE_SURPLUS = """
            DELETE FROM invocation WHERE seq IN
                (SELECT seq FROM invocation WHERE ended_at IS NOT NULL ORDER BY due_at LIMIT ?)""";

    private static final String PURGE_OLD = """
            DELETE FROM invocation WHERE seq IN
                (SELECT seq FROM invocation WHERE ended_at IS NOT NULL AND due_at < ? ORDER BY due_at LIMIT ?)""";

    private InvocationTable() {}

    /**
     * @param function its number
     * @param leaseUntil where given, as claimed for its first attempt; otherwise as waiting
     */
    static void insert(Session on, Invocation invocation, long function, long wallTime, Optional<Instant> leaseUntil)
            throws SQLException {
        boolean claimed = leaseUntil.isPresent();
        on.update(
                INSERT,
                RequestIds.bytes(invocation.requestId()),
                function,
                invocation.event().json(),
                (claimed ? InvocationStatus.RUNNING : InvocationStatus.WAIT).name(),
                claimed ? 1 : 0,
                wallTime,
                claimed ? wallTime : null,
                invocation.expiresAt().toEpochMilli(),
                leaseUntil.orElse(invocation.acceptedAt()).toEpochMilli(),
                Duration.between(invocation.acceptedAt(), invocation.expiresAt())
                        .toMillis());
    }

    static void withdraw(Session on, UUID requestId) throws SQLException {
        on.update(WITHDRAW, RequestIds.bytes(requestId));
    }

    /** Invariant 3: each claim has a number of its own. */
    static List<Attempt> claim(Session on, FunctionUrn function, int limit, Moment at, Instant leaseUntil)
            throws SQLException {
        return on.query(
                row -> Rows.attempt(row, RequestIds.id(row.getBytes("request_id")), function),
                CLAIM,
                at.wall(),
                leaseUntil.toEpochMilli(),
                function.toString(),
                at.steady(),
                at.steady(),
                limit);
    }

    /** Lets what was claimed for nobody wait again: its lease may be a long one. */
    static void unclaim(Session on, List<Attempt> claimed, Instant now) throws SQLException {
        for (Attempt attempt : claimed) {
            on.update(UNCLAIM, now.toEpochMilli(), id(attempt), attempt.number());
        }
    }

    static Optional<Instant> nextDue(Session on, FunctionUrn function, Instant now) throws SQLException {
        return on.first(row -> Instant.ofEpochMilli(row.getLong(1)), NEXT_DUE, function.toString(), now.toEpochMilli());
    }

    static void renew(Session on, Attempt attempt, Instant leaseUntil) throws SQLException {
        on.update(RENEW_LEASE, leaseUntil.toEpochMilli(), id(attempt), attempt.number());
    }

    private static byte[] id(Attempt attempt) {
        return RequestIds.bytes(attempt.invocation().requestId());
    }

    /** Invariants 2 and 4: only a row in that status, with that very lease, changes. */
    static boolean end(Session on, InvocationStatus from, Attempt attempt, Settlement settlement, Moment at)
            throws SQLException {
        byte[] id = id(attempt);
        SettlementRow row = SettlementRow.of(settlement, attempt, at);
        int ended = on.update(
                END,
                row.status().name(),
                row.dueAt(),
                row.failures(),
                row.endedAt(),
                row.code().number(),
                row.message(),
                row.result(),
                id,
                from.name(),
                attempt.number());
        if (ended == 1 && from == InvocationStatus.RUNNING && row.status() != InvocationStatus.SUCCESS) {
            recordAttempt(on, id, row.status(), row.message(), at);
        }
        return ended == 1;
    }

    private static void recordAttempt(Session on, byte[] id, InvocationStatus outcome, String message, Moment at)
            throws SQLException {
        on.update(RECORD_ATTEMPT, at.wall(), outcome.name(), message, id);
    }

    static int requeueExpiredLeases(Session on, Moment at) throws SQLException {
        on.update(RECORD_EXPIRED_LEASES, at.wall(), at.steady());
        return on.update(REQUEUE_EXPIRED_LEASES, at.steady(), at.steady());
    }

    static List<Expired> expired(Session on, Instant now, int limit) throws SQLException {
        return on.query(
                row -> new Expired(Rows.attempt(row), row.getString("error_message")),
                EXPIRED,
                now.toEpochMilli(),
                limit);
    }

    static int discardAll(Session on, FunctionUrn function, Settlement.Discarded reason, Moment at, int limit)
            throws SQLException {
        return on.update(
                DISCARD_ALL,
                at.wall(),
                at.steady(),
                reason.code().number(),
                reason.message(),
                function.toString(),
                limit);
    }

    static Optional<Canceled> cancel(Session on, UUID requestId, FunctionUrn function, Moment at) throws SQLException {
        byte[] id = RequestIds.bytes(requestId);
        Optional<InvocationStatus> before =
                on.first(row -> InvocationStatus.valueOf(row.getString(1)), STATUS, id, function.toString());
        if (before.isEmpty() || before.get().isEnd()) {
            return before.map(status -> new Canceled(status, false));
        }
        boolean running = before.get() == InvocationStatus.RUNNING;
        InvocationStatus after = running ? InvocationStatus.FAIL : InvocationStatus.DISCARD;
        on.update(CANCEL, after.name(), at.wall(), at.steady(), ErrorCode.CANCELED.number(), CANCELED, id);
        if (running) {
            recordAttempt(on, id, after, CANCELED, at);
        }
        return Optional.of(new Canceled(after, running));
    }

    static Map<FunctionUrn, Long> waiting(Session on) throws SQLException {
        Map<FunctionUrn, Long> counts = new HashMap<>();
        on.query(row -> counts.put(FunctionUrn.parse(row.getString(1)), row.getLong(2)), WAITING_BY_FUNCTION);
        return counts;
    }

    static boolean anyWaitsOrRuns(Session on) throws SQLException {
        return on.first(row -> true, ANY_WAITS_OR_RUNS).isPresent();
    }

    static long freeBytes(Session on) throws SQLException {
        return on.first(row -> row.getLong(1), FREE_BYTES).orElseThrow();
    }

    static int purge(Session on, Instant endedBefore, long keep, int limit) throws SQLException {
        long surplus = Rows.tally(on).retained() - keep;
        return on.update(PURGE_SURPLUS, Math.max(0, Math.min(limit, surplus)))
                + on.update(PURGE_OLD, endedBefore.toEpochMilli(), limit);
    }
}
