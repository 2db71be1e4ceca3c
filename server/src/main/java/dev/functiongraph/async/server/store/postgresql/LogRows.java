package dev.functiongraph.async.server.store.postgresql;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.InvocationRecords.LogEntry;
import dev.functiongraph.async.server.store.sql.Rows;
import dev.functiongraph.async.server.store.sql.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** The rows of what functions have written. */
final class LogRows {
    private static final String INSERT = """
            WITH stored AS (
                INSERT INTO log (request_id, number, function, stored_at, size, text)
                SELECT * FROM unnest(?::uuid[], ?::integer[], ?::integer[], ?::bigint[], ?::integer[], ?::bytea[])
                ON CONFLICT DO NOTHING
                RETURNING size)
            INSERT INTO log_size SELECT sum(size) FROM stored HAVING count(*) > 0""";

    private static final String OF_INVOCATION = "SELECT number, text FROM log WHERE request_id = ?";

    private static final String NEWEST = """
            SELECT request_id, number, stored_at FROM log
            WHERE stored_at >= ? AND function = (SELECT id FROM function WHERE urn = ?)
            ORDER BY stored_at DESC, request_id DESC, number DESC LIMIT ?""";

    private LogRows() {}

    /** With the end of the transaction, and only if there are any: they cost nothing where nothing was written. */
    static void insert(Session on, List<EndWrite> batch, FunctionIds functions) throws SQLException {
        List<EndWrite> writes =
                batch.stream().filter(write -> write.log.length > 0).toList();
        if (writes.isEmpty()) {
            return;
        }
        on.updateWithCommit(
                INSERT,
                on.array("uuid", writes.stream().map(EndWrite::id).toList()),
                on.array(
                        "int4",
                        writes.stream().map(write -> write.attempt.number()).toList()),
                on.array(
                        "int4",
                        writes.stream()
                                .map(write ->
                                        functions.of(write.attempt.invocation().function()))
                                .toList()),
                on.array("int8", writes.stream().map(write -> write.at.steady()).toList()),
                on.array("int4", writes.stream().map(write -> write.log.length).toList()),
                on.binaries(writes.stream().map(write -> write.log).toList()));
    }

    static SortedMap<Integer, byte[]> of(Session on, UUID requestId) throws SQLException {
        SortedMap<Integer, byte[]> logs = new TreeMap<>();
        on.query(row -> logs.put(row.getInt(1), row.getBytes(2)), OF_INVOCATION, requestId);
        return logs;
    }

    static List<LogEntry> newest(Session on, FunctionUrn function, Instant from, int limit) throws SQLException {
        return Rows.reversed(on.query(
                row -> new LogEntry(row.getObject(1, UUID.class), row.getInt(2), Instant.ofEpochMilli(row.getLong(3))),
                NEWEST,
                from.toEpochMilli(),
                function.toString(),
                limit));
    }
}
