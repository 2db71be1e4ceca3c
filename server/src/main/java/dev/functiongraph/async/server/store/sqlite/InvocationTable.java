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
import dev.functiongraph.async.server.store.sql.Session;
import dev.functiongraph.async.server.store.sql.SettlementRow;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The rows of invocations, through one session: each method within its caller's transaction, whose counts it keeps
 * ({@link TallyTable}). Used by one thread at a time.
 */
final class InvocationTable {
    /** FunctionGraph's own words for its code 4208. */
    static final String CANCELED = "function invocation canceled";

    /** The number of a function whose URN is a parameter. */
    static final String FUNCTION = "(SELECT id FROM function WHERE urn = ?)";

    /** The URN of an invocation's function. */
    static final String URN = "(SELECT urn FROM function WHERE id = invocation.function) AS urn";

    private static final String INSERT = """
            INSERT INTO invocation
                (request_id, function, event, status, attempt, accepted_at, started_at, expires_at, due_at, max_age)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String WITHDRAW =
            "DELETE FROM invocation WHERE request_id = ? AND ended_at IS NULL RETURNING function, status";

    /** With a parameter alone as the limit, SQLite would plan the statement anew for each other limit. */
    private static final String DUE = """
            FROM invocation WHERE status = 'WAIT' AND function = %s AND due_at <= ? AND expires_at > ?
            ORDER BY due_at, seq LIMIT ? + 0""".formatted(FUNCTION);

    /** Apart from the update, with whose RETURNING clause SQLite takes twice as long as for both. */
    private static final String FIND_DUE = "SELECT " + attempt("attempt + 1") + " " + DUE;

    private static final String CLAIM = """
            UPDATE invocation SET status = 'RUNNING', attempt = attempt + 1, started_at = ?, due_at = ?
            WHERE seq IN (SELECT seq\s""" + DUE + ")";

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
            WHERE status = 'RUNNING' AND due_at <= ? RETURNING function""";

    private static final String EXPIRED =
            "SELECT " + attempt("attempt") + ", " + URN + ", error_message FROM invocation"
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

    private static final String FREE_BYTES = """
            SELECT freelist_count * page_size
            FROM pragma_freelist_count, pragma_page_size""";

    private static final String PURGE_SURPLUS = """
            DELETE FROM invocation WHERE seq IN
                (SELECT seq FROM invocation WHERE ended_at IS NOT NULL ORDER BY due_at LIMIT ?)
            RETURNING function""";

    private static final String PURGE_OLD = """
            DELETE FROM invocation WHERE seq IN
                (SELECT seq FROM invocation WHERE ended_at IS NOT NULL AND due_at < ? ORDER BY due_at LIMIT ?)
            RETURNING function""";

    private final Session session;
    private final FunctionNumbers functions;
    private final TallyTable tally;

    InvocationTable(Session session) {
        this.session = session;
        this.functions = new FunctionNumbers(session);
        this.tally = new TallyTable(session);
    }

    private static String attempt(String number) {
        String template = """
                request_id, event, expires_at, max_age, %1$s AS attempt, failures,
                CASE WHEN %1$s > 1 THEN %2$s ELSE 0 END AS lost,
                CASE WHEN %1$s > 1 THEN %3$s ELSE 0 END AS lost_alone""";
        return template.formatted(number, LostAttempts.COUNT, LostAttempts.COUNT_ALONE);
    }

    TallyTable tally() {
        return tally;
    }

    /** @param leaseUntil where given, as claimed for its first attempt; otherwise as waiting */
    void insert(Invocation invocation, long wallTime, Optional<Instant> leaseUntil) throws SQLException {
        int function = functions.of(invocation.function());
        boolean claimed = leaseUntil.isPresent();
        InvocationStatus status = claimed ? InvocationStatus.RUNNING : InvocationStatus.WAIT;
        session.update(
                INSERT,
                RequestIds.bytes(invocation.requestId()),
                function,
                invocation.event().json(),
                status.name(),
                claimed ? 1 : 0,
                wallTime,
                claimed ? wallTime : null,
                invocation.expiresAt().toEpochMilli(),
                leaseUntil.orElse(invocation.acceptedAt()).toEpochMilli(),
                Duration.between(invocation.acceptedAt(), invocation.expiresAt())
                        .toMillis());
        tally.changes().accepted(function, status);
    }

    void withdraw(UUID requestId) throws SQLException {
        session.query(
                row -> {
                    tally.changes().withdrawn(row.getInt(1), InvocationStatus.valueOf(row.getString(2)));
                    return row;
                },
                WITHDRAW,
                RequestIds.bytes(requestId));
    }

    /** Invariant 3: each claim has a number of its own. */
    List<Attempt> claim(FunctionUrn function, int limit, Moment at, Instant leaseUntil) throws SQLException {
        String urn = function.toString();
        List<Attempt> claimed =
                session.query(row -> SqliteRows.attempt(row, function), FIND_DUE, urn, at.steady(), at.steady(), limit);
        if (!claimed.isEmpty()) {
            session.update(CLAIM, at.wall(), leaseUntil.toEpochMilli(), urn, at.steady(), at.steady(), claimed.size());
        }
        moved(function, InvocationStatus.WAIT, InvocationStatus.RUNNING, claimed.size());
        return claimed;
    }

    private void moved(FunctionUrn function, InvocationStatus from, InvocationStatus to, int number)
            throws SQLException {
        if (number > 0) {
            tally.changes().moved(functions.of(function), from, to, number);
        }
    }

    /** Lets what was claimed for nobody wait again: its lease may be a long one. */
    void unclaim(List<Attempt> claimed, Instant now) throws SQLException {
        for (Attempt attempt : claimed) {
            int unclaimed = session.update(UNCLAIM, now.toEpochMilli(), id(attempt), attempt.number());
            moved(attempt.invocation().function(), InvocationStatus.RUNNING, InvocationStatus.WAIT, unclaimed);
        }
    }

    Optional<Instant> nextDue(FunctionUrn function, Instant now) throws SQLException {
        return session.first(
                row -> Instant.ofEpochMilli(row.getLong(1)), NEXT_DUE, function.toString(), now.toEpochMilli());
    }

    void renew(Attempt attempt, Instant leaseUntil) throws SQLException {
        session.update(RENEW_LEASE, leaseUntil.toEpochMilli(), id(attempt), attempt.number());
    }

    private static byte[] id(Attempt attempt) {
        return RequestIds.bytes(attempt.invocation().requestId());
    }

    /** Invariants 2 and 4: only a row in that status, with that very lease, changes. */
    boolean end(InvocationStatus from, Attempt attempt, Settlement settlement, Moment at) throws SQLException {
        byte[] id = id(attempt);
        SettlementRow row = SettlementRow.of(settlement, attempt, at);
        int ended = session.update(
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
        moved(attempt.invocation().function(), from, row.status(), ended);
        if (ended == 1 && from == InvocationStatus.RUNNING && row.status() != InvocationStatus.SUCCESS) {
            recordAttempt(id, row.status(), row.message(), at);
        }
        return ended == 1;
    }

    private void recordAttempt(byte[] id, InvocationStatus outcome, String message, Moment at) throws SQLException {
        session.update(RECORD_ATTEMPT, at.wall(), outcome.name(), message, id);
    }

    int requeueExpiredLeases(Moment at) throws SQLException {
        session.update(RECORD_EXPIRED_LEASES, at.wall(), at.steady());
        List<Integer> requeued = session.query(row -> row.getInt(1), REQUEUE_EXPIRED_LEASES, at.steady(), at.steady());
        for (int function : requeued) {
            tally.changes().moved(function, InvocationStatus.RUNNING, InvocationStatus.WAIT, 1);
        }
        return requeued.size();
    }

    List<Expired> expired(Instant now, int limit) throws SQLException {
        return session.query(
                row -> new Expired(SqliteRows.attempt(row), row.getString("error_message")),
                EXPIRED,
                now.toEpochMilli(),
                limit);
    }

    int discardAll(FunctionUrn function, Settlement.Discarded reason, Moment at, int limit) throws SQLException {
        int discarded = session.update(
                DISCARD_ALL,
                at.wall(),
                at.steady(),
                reason.code().number(),
                reason.message(),
                function.toString(),
                limit);
        moved(function, InvocationStatus.WAIT, InvocationStatus.DISCARD, discarded);
        return discarded;
    }

    Optional<Canceled> cancel(UUID requestId, FunctionUrn function, Moment at) throws SQLException {
        byte[] id = RequestIds.bytes(requestId);
        Optional<InvocationStatus> before =
                session.first(row -> InvocationStatus.valueOf(row.getString(1)), STATUS, id, function.toString());
        if (before.isEmpty() || before.get().isEnd()) {
            return before.map(status -> new Canceled(status, false));
        }
        boolean running = before.get() == InvocationStatus.RUNNING;
        InvocationStatus after = running ? InvocationStatus.FAIL : InvocationStatus.DISCARD;
        session.update(CANCEL, after.name(), at.wall(), at.steady(), ErrorCode.CANCELED.number(), CANCELED, id);
        moved(function, before.get(), after, 1);
        if (running) {
            recordAttempt(id, after, CANCELED, at);
        }
        return Optional.of(new Canceled(after, running));
    }

    long freeBytes() throws SQLException {
        return session.first(row -> row.getLong(1), FREE_BYTES).orElseThrow();
    }

    int purge(Instant endedBefore, long keep, int limit) throws SQLException {
        long surplus = Math.max(0, Math.min(limit, tally.retained() - keep));
        return purge(PURGE_SURPLUS, surplus) + purge(PURGE_OLD, endedBefore.toEpochMilli(), limit);
    }

    private int purge(String sql, Object... parameters) throws SQLException {
        List<Integer> purged = session.query(row -> row.getInt(1), sql, parameters);
        purged.forEach(function -> tally.changes().purged(function, 1));
        return purged.size();
    }
}
