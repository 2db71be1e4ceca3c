package dev.functiongraph.async.server.store.sqlite;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.InvocationRecord;
import dev.functiongraph.async.server.invocation.InvocationRecords;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.invocation.StoreException;
import dev.functiongraph.async.server.invocation.Tally;
import dev.functiongraph.async.server.store.sql.NewestRecords;
import dev.functiongraph.async.server.store.sql.Session;
import dev.functiongraph.async.server.store.sql.Session.Work;
import dev.functiongraph.async.server.store.sqlite.AcceptanceTimes.Range;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The records in an SQLite database, that of this process or another's. Thread-safe. */
final class SqliteRecords implements InvocationRecords {
    private static final String COLUMNS = "seq, request_id, " + InvocationTable.URN
            + ", status, attempt, accepted_at, started_at, ended_at, error_code, error_message, redrive_of";
    private static final String FIND = "SELECT " + COLUMNS + " FROM invocation WHERE request_id = ?";
    private static final String NEWEST_OF_ALL = newest(InvocationStatus.values());
    private static final String ATTEMPTS = """
            SELECT number, started_at, ended_at, outcome, message FROM attempt
            WHERE seq = (SELECT seq FROM invocation WHERE request_id = ?1)
            UNION ALL
            SELECT attempt, started_at, ended_at, status, error_message FROM invocation
            WHERE request_id = ?1 AND status = 'SUCCESS'
            ORDER BY number""";
    private static final String EVENT = "SELECT event FROM invocation WHERE request_id = ?";
    private static final String RESULT = "SELECT result FROM invocation WHERE request_id = ?";
    private static final String TALLY = "SELECT what, sum(n) FROM tally GROUP BY what";

    private static final String HAS_EVER_ACCEPTED = """
            SELECT 1 FROM tally
            WHERE function = %s AND what = 'ACCEPTED' AND n > 0""".formatted(InvocationTable.FUNCTION);
    private static final long WAIT_LIMIT_SECONDS = 10;
    /** Far enough from the limits of a number to be calculated with. */
    private static final long FIRST_MILLIS = Long.MIN_VALUE / 2;

    private static final long LAST_MILLIS = Long.MAX_VALUE / 2;

    private final int sessions;
    private final BlockingQueue<Session> idle;

    private SqliteRecords(int sessions) {
        this.sessions = sessions;
        this.idle = new ArrayBlockingQueue<>(sessions);
    }

    /** @param sessions how many reads may go on at once */
    static SqliteRecords of(SqliteDatabase database, int sessions) throws SQLException {
        SqliteRecords records = new SqliteRecords(sessions);
        for (int i = 0; i < sessions; i++) {
            records.idle.add(database.connectForReading());
        }
        return records;
    }

    @Override
    public Optional<InvocationRecord> find(UUID requestId) {
        return read(on -> on.first(SqliteRows::record, FIND, RequestIds.bytes(requestId)));
    }

    @Override
    public List<InvocationRecord> list(Query query) {
        return read(on -> NewestRecords.list(on, query, SqliteRecords::list));
    }

    private static List<InvocationRecord> list(Session on, String function, Query query) throws SQLException {
        long from = query.acceptedFrom().map(Instant::toEpochMilli).orElse(FIRST_MILLIS);
        long until = query.acceptedUntil().map(Instant::toEpochMilli).orElse(LAST_MILLIS);
        List<Range> ranges = from == FIRST_MILLIS && until == LAST_MILLIS
                ? List.of(new Range(0, query.before()))
                : AcceptanceTimes.within(on, from, until, query.before());
        String newest = query.status().map(SqliteRecords::newest).orElse(NEWEST_OF_ALL);
        List<InvocationRecord> found = new ArrayList<>();
        for (Range range : ranges) {
            if (found.size() < query.limit()) {
                found.addAll(on.query(
                        SqliteRows::record,
                        newest,
                        function,
                        range.from(),
                        range.before(),
                        from,
                        until,
                        query.limit() - found.size()));
            }
        }
        return found;
    }

    /**
     * An index has the order for each status but RUNNING, of which there are few; SQLite merges them and reads no more
     * than is asked for. By itself it would look for those that run in all rows, whose order it has.
     */
    static String newest(InvocationStatus... statuses) {
        return Stream.of(statuses)
                .map(status -> "SELECT " + COLUMNS + " FROM invocation"
                        + (status == InvocationStatus.RUNNING
                                ? " INDEXED BY invocation_lease WHERE"
                                : " INDEXED BY invocation_listing WHERE status <> 'RUNNING' AND")
                        + " function = (SELECT id FROM function WHERE urn = ?1) AND status = '" + status + "'"
                        + " AND seq >= ?2 AND seq < ?3 AND accepted_at BETWEEN ?4 AND ?5")
                .collect(Collectors.joining(" UNION ALL ", "", " ORDER BY seq DESC LIMIT ?6"));
    }

    @Override
    public List<AttemptRecord> attempts(UUID requestId) {
        return read(on -> on.query(
                row -> new AttemptRecord(
                        row.getInt("number"),
                        Instant.ofEpochMilli(row.getLong("started_at")),
                        Instant.ofEpochMilli(row.getLong("ended_at")),
                        row.getString("outcome"),
                        row.getString("message")),
                ATTEMPTS,
                RequestIds.bytes(requestId)));
    }

    @Override
    public byte[] result(UUID requestId) {
        byte[] none = {};
        return read(on -> on.first(
                        row -> row.getBytes(1) == null ? none : row.getBytes(1), RESULT, RequestIds.bytes(requestId)))
                .orElse(none);
    }

    @Override
    public byte[] event(UUID requestId) {
        return read(on -> on.first(row -> row.getBytes(1), EVENT, RequestIds.bytes(requestId)))
                .orElse(new byte[0]);
    }

    @Override
    public SortedMap<Integer, byte[]> logs(UUID requestId) {
        return read(on -> LogTable.of(on, requestId));
    }

    @Override
    public List<LogEntry> newestLogs(FunctionUrn function, Instant from, int limit) {
        return read(on -> LogTable.newest(on, function, from, limit));
    }

    @Override
    public boolean knows(FunctionUrn function) {
        return read(on -> on.first(row -> true, HAS_EVER_ACCEPTED, function.toString()))
                .isPresent();
    }

    @Override
    public Tally tally() {
        return read(SqliteRecords::tally);
    }

    static Tally tally(Session on) throws SQLException {
        Map<String, Long> counts = new HashMap<>();
        on.query(row -> counts.put(row.getString(1), row.getLong(2)), TALLY);
        return new Tally(
                counts.getOrDefault("ACCEPTED", 0L),
                counts.getOrDefault("WAIT", 0L),
                counts.getOrDefault("RUNNING", 0L),
                counts.getOrDefault("SUCCESS", 0L),
                counts.getOrDefault("FAIL", 0L),
                counts.getOrDefault("DISCARD", 0L),
                counts.getOrDefault("PURGED", 0L));
    }

    private <T> T read(Work<T> reading) {
        Session session = take();
        try {
            return session.inTransaction(reading);
        } catch (SQLException e) {
            throw new StoreException(
                    "the database cannot be read: " + SqliteFailure.of(e).words(), e);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new StoreException("the database holds something that this program did not write", e);
        } finally {
            idle.add(session);
        }
    }

    private Session take() {
        try {
            Session session = idle.poll(WAIT_LIMIT_SECONDS, TimeUnit.SECONDS);
            if (session == null) {
                throw new StoreException("too many reads wait", null);
            }
            return session;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted before it could read", e);
        }
    }

    @Override
    public void close() {
        try {
            for (int i = 0; i < sessions; i++) {
                take().close();
            }
        } catch (SQLException e) {
            throw new StoreException("the store cannot be closed", e);
        }
    }
}
