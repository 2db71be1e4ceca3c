package dev.functiongraph.async.server.store.postgresql;

import dev.functiongraph.async.server.store.sql.Session;
import java.sql.SQLException;

/** The deletion of logs: of those whose record is gone, and of the oldest where all of them are too large. */
final class LogPurge {
    private static final int SIZE_ROWS = 200;

    private static final String DELETE = """
            WITH gone AS (DELETE FROM log WHERE ctid = ANY (ARRAY(%s)) RETURNING size),
            sized AS (INSERT INTO log_size SELECT -sum(size) FROM gone HAVING count(*) > 0)
            SELECT count(*) FROM gone""";

    /** Of an invocation that ended later than its attempt, the record may be there yet. */
    private static final String WITHOUT_RECORD = DELETE.formatted("""
            SELECT ctid FROM log WHERE stored_at < ?
                AND NOT EXISTS (SELECT FROM invocation WHERE invocation.request_id = log.request_id)
                AND NOT EXISTS (SELECT FROM record WHERE record.request_id = log.request_id)
            LIMIT ?""");

    /** The oldest, until as much is gone as there is too much. */
    private static final String SURPLUS = DELETE.formatted("""
            SELECT id FROM (
                SELECT id, sum(size) OVER (ORDER BY stored_at, id) - size AS before FROM (
                    SELECT ctid AS id, stored_at, size FROM log ORDER BY stored_at, ctid LIMIT ?) AS oldest) AS summed
            WHERE before < ?""");

    private static final String BYTES = "SELECT count(*), coalesce(sum(bytes), 0)::bigint FROM log_size";
    private static final String COMPACT = """
            WITH gone AS (DELETE FROM log_size RETURNING bytes)
            INSERT INTO log_size SELECT sum(bytes) FROM gone""";

    private LogPurge() {}

    /** @param oldest when the oldest records ended that are dropped as a whole: what is older has none, or few */
    static int purge(Session on, long oldest, long keepBytes, int limit) throws SQLException {
        int deleted = count(on, WITHOUT_RECORD, oldest, limit);
        long[] size = on.first(row -> new long[] {row.getLong(1), row.getLong(2)}, BYTES)
                .orElseThrow();
        if (size[0] > SIZE_ROWS) {
            on.update(COMPACT);
        }
        long surplus = size[1] - keepBytes;
        return surplus <= 0 ? deleted : deleted + count(on, SURPLUS, limit, surplus);
    }

    private static int count(Session on, String sql, Object... parameters) throws SQLException {
        return on.first(row -> row.getInt(1), sql, parameters).orElseThrow();
    }
}
