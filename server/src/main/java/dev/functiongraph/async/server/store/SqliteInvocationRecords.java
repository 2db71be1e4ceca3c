package dev.functiongraph.async.server.store;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.InvocationRecord;
import dev.functiongraph.async.server.invocation.InvocationRecords;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.invocation.StoreException;
import dev.functiongraph.async.server.invocation.Tally;
import dev.functiongraph.async.server.store.Session.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads what a {@link SqliteInvocationStore} writes, in this process or another. */
public final class SqliteInvocationRecords implements InvocationRecords {
    private static final List<InvocationStatus> ALL = List.of(InvocationStatus.values());
    private static final String COLUMNS =
            "seq, request_id, function, status, attempt, accepted_at, started_at, ended_at, error_code, error_message,"
                    + " redrive_of";

    private final Session session;

    private SqliteInvocationRecords(Session session) {
        this.session = session;
    }

    /** @throws IOException if the directory has no database that can be read */
    public static SqliteInvocationRecords open(Path dataDir) throws IOException {
        try (SqliteDatabase database = SqliteDatabase.openForTool(dataDir)) {
            return new SqliteInvocationRecords(database.connectForReading());
        } catch (SQLException e) {
            throw SqliteDatabase.unusable(dataDir, e);
        }
    }

    @Override
    public synchronized Optional<InvocationRecord> find(UUID requestId) {
        return read(on -> on.first(
                Rows::record, "SELECT " + COLUMNS + " FROM invocation WHERE request_id = ?", requestId.toString()));
    }

    /** By function and status, so that the index has each in the order that is asked for; then the newest of all. */
    @Override
    public synchronized List<InvocationRecord> list(Query query) {
        List<InvocationRecord> found = read(on -> {
            List<InvocationRecord> all = new ArrayList<>();
            for (String function : functions(on, query)) {
                for (InvocationStatus status : query.status().map(List::of).orElse(ALL)) {
                    all.addAll(list(on, function, status, query));
                }
            }
            return all;
        });
        found.sort(Comparator.comparingLong(InvocationRecord::sequence).reversed());
        return List.copyOf(found.subList(0, Math.min(found.size(), query.limit())));
    }

    private static List<String> functions(Session on, Query query) throws SQLException {
        return query.function().isPresent()
                ? List.of(query.function().get().toString())
                : on.query(row -> row.getString(1), "SELECT function FROM tally WHERE what = 'ACCEPTED'");
    }

    private static List<InvocationRecord> list(Session on, String function, InvocationStatus status, Query query)
            throws SQLException {
        return on.query(
                Rows::record,
                "SELECT " + COLUMNS + " FROM invocation WHERE function = ? AND status = ? AND seq < ?"
                        + " AND accepted_at BETWEEN ? AND ? ORDER BY seq DESC LIMIT ?",
                function,
                status.name(),
                query.before(),
                query.acceptedFrom().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE),
                query.acceptedUntil().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE),
                query.limit());
    }

    @Override
    public synchronized List<AttemptRecord> attempts(UUID requestId) {
        return read(on -> on.query(
                row -> new AttemptRecord(
                        row.getInt("number"),
                        Instant.ofEpochMilli(row.getLong("started_at")),
                        Instant.ofEpochMilli(row.getLong("ended_at")),
                        row.getString("outcome"),
                        row.getString("message")),
                """
                SELECT number, started_at, ended_at, outcome, message FROM attempt
                WHERE seq = (SELECT seq FROM invocation WHERE request_id = ?) ORDER BY number""",
                requestId.toString()));
    }

    @Override
    public synchronized byte[] result(UUID requestId) {
        byte[] none = {};
        return read(on -> on.first(
                        row -> row.getBytes(1) == null ? none : row.getBytes(1),
                        "SELECT result FROM invocation WHERE request_id = ?",
                        requestId.toString()))
                .orElse(none);
    }

    @Override
    public synchronized boolean knows(FunctionUrn function) {
        return read(on -> on.first(
                        row -> true,
                        "SELECT 1 FROM tally WHERE function = ? AND what = 'ACCEPTED' AND n > 0",
                        function.toString()))
                .isPresent();
    }

    @Override
    public synchronized Tally tally() {
        return read(Rows::tally);
    }

    private <T> T read(Work<T> reading) {
        try {
            return session.inTransaction(reading);
        } catch (SQLException e) {
            throw new StoreException(
                    "the database cannot be read: " + SqliteFailure.of(e).words(), e);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new StoreException("the database holds something that this program did not write", e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            session.close();
        } catch (SQLException e) {
            throw new StoreException("the store cannot be closed", e);
        }
    }
}
