package dev.functiongraph.async.server.store.postgresql;

import dev.functiongraph.async.server.store.sql.Session;
import dev.functiongraph.async.server.store.sql.TallyChanges;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The partitions of the records, each of the invocations that ended within a time. Records that are too old go with
 * their whole partition, which leaves nothing behind for PostgreSQL to clean up; those that are too many go one by one.
 */
final class RecordPartitions {
    private static final int AHEAD = 3;

    private static final String OTHER = "record_other";

    private static final String LIST = """
            SELECT child.relname, substring(bound FROM 'FROM \\(''?(-?\\d+)')::bigint,
                substring(bound FROM 'TO \\(''?(-?\\d+)')::bigint
            FROM pg_inherits JOIN pg_class AS child ON child.oid = inhrelid,
                pg_get_expr(child.relpartbound, child.oid) AS bound
            WHERE inhparent = 'record'::regclass AND child.relname <> '%s' ORDER BY 2""".formatted(OTHER);

    private static final String LOCK = "SELECT 1 FROM partitioning FOR UPDATE SKIP LOCKED";
    private static final String LOCK_LIMIT = "SET LOCAL lock_timeout = '500ms'";
    private static final String CREATE =
            "CREATE TABLE IF NOT EXISTS %s PARTITION OF record FOR VALUES FROM (%d) TO (%d)";
    private static final String COUNT = "SELECT function, count(*) FROM %s GROUP BY function";
    private static final String DROP = "DROP TABLE %s";
    private static final String DELETE = """
            WITH gone AS (
                DELETE FROM %1$s WHERE ctid = ANY (ARRAY(SELECT ctid FROM %1$s WHERE ended_at < ? LIMIT ?))
                RETURNING function, request_id),
            logs AS (DELETE FROM log USING gone WHERE log.request_id = gone.request_id RETURNING size),
            sized AS (INSERT INTO log_size SELECT -sum(size) FROM logs HAVING count(*) > 0)
            SELECT function, count(*) FROM gone GROUP BY function""";
    private static final String RETAINED =
            "SELECT coalesce(sum(succeeded + failed + discarded - purged), 0) FROM tally";

    private final long length;

    /** @param length of the time of a partition */
    RecordPartitions(Duration length) {
        this.length = length.toMillis();
    }

    /** Makes those that will be needed soon. */
    void create(Session on, long now) throws SQLException {
        if (!isAlone(on)) {
            return;
        }
        List<Partition> all = list(on);
        long start = all.isEmpty() ? now - Math.floorMod(now, length) : all.get(all.size() - 1).until;
        start = Math.max(start, now - Math.floorMod(now, length));
        if (start > now + (AHEAD - 1) * length) {
            return;
        }
        on.update(LOCK_LIMIT);
        for (; start <= now + AHEAD * length; start += length) {
            on.update(CREATE.formatted(String.format(Locale.ROOT, "record_%d", start), start, start + length));
        }
    }

    /** One node at a time is enough, and two would delete twice as much. */
    private static boolean isAlone(Session on) throws SQLException {
        return on.first(row -> true, LOCK).isPresent();
    }

    private static List<Partition> list(Session on) throws SQLException {
        return on.query(row -> new Partition(row.getString(1), row.getLong(2), row.getLong(3)), LIST);
    }

    int purge(Session on, TallyChanges tally, long endedBefore, long keep, int limit) throws SQLException {
        if (!isAlone(on)) {
            return 0;
        }
        int purged = count(on, DELETE.formatted(OTHER), tally, endedBefore, limit);
        List<String> left = new ArrayList<>(List.of(OTHER));
        for (Partition one : list(on)) {
            if (one.until <= endedBefore) {
                on.update(LOCK_LIMIT);
                purged += count(on, COUNT.formatted(one.name), tally);
                on.update(DROP.formatted(one.name));
            } else {
                left.add(one.name);
            }
        }
        long surplus = on.first(row -> row.getLong(1), RETAINED).orElseThrow() - purged - keep;
        int deleted = 0;
        for (String partition : left) {
            int more = (int) Math.min(limit, surplus) - deleted;
            if (more > 0) {
                deleted += count(on, DELETE.formatted(partition), tally, Long.MAX_VALUE, more);
            }
        }
        return purged + deleted;
    }

    /** Deletes logs whose records are gone, and the oldest of those beyond so many bytes. */
    int purgeLogs(Session on, long keepBytes, int limit) throws SQLException {
        if (!isAlone(on)) {
            return 0;
        }
        List<Partition> all = list(on);
        return LogPurge.purge(on, all.isEmpty() ? Long.MAX_VALUE : all.get(0).from, keepBytes, limit);
    }

    private static int count(Session on, String sql, TallyChanges tally, Object... parameters) throws SQLException {
        int sum = 0;
        for (long[] one : on.query(row -> new long[] {row.getInt(1), row.getLong(2)}, sql, parameters)) {
            tally.purged((int) one[0], one[1]);
            sum += (int) one[1];
        }
        return sum;
    }

    private record Partition(String name, long from, long until) {}
}
