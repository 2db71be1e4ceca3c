package dev.functiongraph.async.server.store.sqlite;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.InvocationRecords.LogEntry;
import dev.functiongraph.async.server.store.sql.Rows;
import dev.functiongraph.async.server.store.sql.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** The statements on what functions have written, each within its caller's transaction. */
final class LogTable {
    private static final String INSERT = """
            INSERT OR IGNORE INTO log (seq, number, stored_at, size, text)
            SELECT seq, ?, ?, ?, ? FROM invocation WHERE request_id = ?""";

    private static final String OF_INVOCATION = """
            SELECT number, text FROM log WHERE seq = (SELECT seq FROM invocation WHERE request_id = ?)""";

    private static final String NEWEST =
            "SELECT request_id, number, stored_at FROM log CROSS JOIN invocation USING (seq)"
                    + " WHERE stored_at >= ? AND function = " + InvocationTable.FUNCTION
                    + " ORDER BY stored_at DESC, log.rowid DESC LIMIT ?";

    private static final String BYTES = "SELECT bytes FROM log_size";

    /** The oldest, until as much is gone as there is too much. */
    private static final String PURGE = """
            DELETE FROM log WHERE rowid IN (
                SELECT id FROM (
                    SELECT id, sum(size) OVER (ORDER BY stored_at, id) - size AS before FROM (
                        SELECT rowid AS id, stored_at, size FROM log ORDER BY stored_at, rowid LIMIT ?))
                WHERE before < ?)""";

    private LogTable() {}

    /** Nothing where there is one of that attempt already, or no such invocation any more. */
    static void insert(Session on, Attempt attempt, Instant now, byte[] text) throws SQLException {
        on.update(
                INSERT,
                attempt.number(),
                now.toEpochMilli(),
                text.length,
                text,
                RequestIds.bytes(attempt.invocation().requestId()));
    }

    static SortedMap<Integer, byte[]> of(Session on, UUID requestId) throws SQLException {
        SortedMap<Integer, byte[]> logs = new TreeMap<>();
        on.query(row -> logs.put(row.getInt(1), row.getBytes(2)), OF_INVOCATION, RequestIds.bytes(requestId));
        return logs;
    }

    static List<LogEntry> newest(Session on, FunctionUrn function, Instant from, int limit) throws SQLException {
        return Rows.reversed(on.query(
                row -> new LogEntry(
                        RequestIds.id(row.getBytes(1)), row.getInt(2), Instant.ofEpochMilli(row.getLong(3))),
                NEWEST,
                from.toEpochMilli(),
                function.toString(),
                limit));
    }

    static int purge(Session on, long keepBytes, int limit) throws SQLException {
        long surplus = on.first(row -> row.getLong(1), BYTES).orElse(0L) - keepBytes;
        return surplus <= 0 ? 0 : on.update(PURGE, limit, surplus);
    }
}
