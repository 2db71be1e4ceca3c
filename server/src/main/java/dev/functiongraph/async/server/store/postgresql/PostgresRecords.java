package dev.functiongraph.async.server.store.postgresql;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.InvocationRecord;
import dev.functiongraph.async.server.invocation.InvocationRecords;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.invocation.StoreException;
import dev.functiongraph.async.server.invocation.Tally;
import dev.functiongraph.async.server.store.sql.NewestRecords;
import dev.functiongraph.async.server.store.sql.Session;
import dev.functiongraph.async.server.store.sql.Session.Work;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** The records in a PostgreSQL database. Thread-safe. */
final class PostgresRecords implements InvocationRecords {
    private static final String COLUMNS =
            "seq, request_id, (SELECT urn FROM function WHERE id = function) AS urn, status,"
                    + " attempt, started_at, redrive_of, error_message, ";
    private static final String WAITING = COLUMNS + "NULL::bigint AS ended_at, 0 AS error_code FROM invocation";
    private static final String ENDED = COLUMNS + "ended_at, error_code FROM record";

    static final String FIND =
            "SELECT " + WAITING + " WHERE request_id = ? UNION ALL SELECT " + ENDED + " WHERE request_id = ?";
    private static final String ATTEMPTS = """
            SELECT attempts, attempt, started_at, NULL::bigint AS ended_at, status FROM invocation WHERE request_id = ?
            UNION ALL
            SELECT attempts, attempt, started_at, ended_at, status FROM record WHERE request_id = ?""";
    private static final String EVENT = "SELECT event FROM invocation WHERE request_id = ?"
            + " UNION ALL SELECT event FROM record WHERE request_id = ?";
    private static final String RESULT = "SELECT result FROM record WHERE request_id = ?";
    private static final String HAS_EVER_ACCEPTED = """
            SELECT 1 FROM tally WHERE function = (SELECT id FROM function WHERE urn = ?) AND accepted > 0 LIMIT 1""";
    private static final String TALLY = """
            SELECT coalesce(sum(accepted), 0), coalesce(sum(waiting), 0), coalesce(sum(running), 0),
                coalesce(sum(succeeded), 0), coalesce(sum(failed), 0), coalesce(sum(discarded), 0),
                coalesce(sum(purged), 0) FROM tally""";

    private final Connections connections;
    private final Supplier<Optional<StoreException>> unreadable;
    private final Function<SQLException, StoreException> failures;

    /**
     * @param unreadable why nothing can be read now, as far as that is known: then nothing waits for a connection
     * @param failures what a failure is for whoever reads
     */
    PostgresRecords(
            Connections connections,
            Supplier<Optional<StoreException>> unreadable,
            Function<SQLException, StoreException> failures) {
        this.connections = connections;
        this.unreadable = unreadable;
        this.failures = failures;
    }

    @Override
    public Optional<InvocationRecord> find(UUID requestId) {
        return read(on -> on.first(PostgresRows::record, FIND, requestId, requestId));
    }

    @Override
    public List<InvocationRecord> list(Query query) {
        return read(on -> NewestRecords.list(on, query, PostgresRecords::list));
    }

    private static List<InvocationRecord> list(Session on, String function, Query query) throws SQLException {
        long from = query.acceptedFrom().map(SequenceNumbers::first).orElse(0L);
        long before = query.acceptedUntil()
                .map(until -> SequenceNumbers.first(until.plusMillis(1)))
                .orElse(Long.MAX_VALUE);
        List<InvocationStatus> statuses = query.status().map(List::of).orElse(List.of(InvocationStatus.values()));
        List<InvocationRecord> found = new ArrayList<>();
        for (InvocationStatus status : statuses) {
            found.addAll(on.query(
                    PostgresRows::record,
                    newest(status),
                    function,
                    from,
                    Math.min(before, query.before()),
                    query.limit()));
        }
        return found;
    }

    /** An index has the order; no more is read than is asked for. */
    private static String newest(InvocationStatus status) {
        boolean ended = status != InvocationStatus.WAIT && status != InvocationStatus.RUNNING;
        return "SELECT " + (ended ? ENDED : WAITING) + " WHERE function = (SELECT id FROM function WHERE urn = ?)"
                + " AND status = '" + status + "' AND seq >= ? AND seq < ? ORDER BY seq DESC LIMIT ?";
    }

    @Override
    public List<AttemptRecord> attempts(UUID requestId) {
        return read(on -> on.first(AttemptHistory::read, ATTEMPTS, requestId, requestId))
                .orElse(List.of());
    }

    @Override
    public byte[] result(UUID requestId) {
        byte[] none = {};
        return read(on -> on.first(row -> Optional.ofNullable(row.getBytes(1)).orElse(none), RESULT, requestId))
                .orElse(none);
    }

    @Override
    public byte[] event(UUID requestId) {
        return read(on -> on.first(row -> row.getBytes(1), EVENT, requestId, requestId))
                .orElse(new byte[0]);
    }

    @Override
    public SortedMap<Integer, byte[]> logs(UUID requestId) {
        return read(on -> LogRows.of(on, requestId));
    }

    @Override
    public List<LogEntry> newestLogs(FunctionUrn function, Instant from, int limit) {
        return read(on -> LogRows.newest(on, function, from, limit));
    }

    @Override
    public boolean knows(FunctionUrn function) {
        return read(on -> on.first(row -> true, HAS_EVER_ACCEPTED, function.toString()))
                .isPresent();
    }

    @Override
    public Tally tally() {
        return read(PostgresRecords::tally);
    }

    static Tally tally(Session on) throws SQLException {
        return on.first(
                        row -> new Tally(
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5),
                                row.getLong(6),
                                row.getLong(7)),
                        TALLY)
                .orElseThrow();
    }

    private <T> T read(Work<T> reading) {
        Optional<StoreException> reason = unreadable.get();
        if (reason.isPresent()) {
            throw reason.get();
        }
        try {
            return connections.read(reading);
        } catch (SQLException e) {
            throw failures.apply(e);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new StoreException("the database holds something that this program did not write", e);
        }
    }

    @Override
    public void close() {}
}
