package dev.functiongraph.async.server.store.postgresql;

import dev.functiongraph.async.server.store.sql.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A check of the database, as it is at one moment: its settings, its indexes and its tables' sizes. */
final class DatabaseInspection {
    static final Set<String> INDEXES = Set.of(
            "cluster_pkey",
            "function_pkey",
            "function_urn_key",
            "invocation_due",
            "invocation_expiry",
            "invocation_pkey",
            "invocation_request_id_key",
            "log_order",
            "log_pkey",
            "node_pkey",
            "partitioning_pkey",
            "node_place_key",
            "record_id",
            "record_listing",
            "share_pkey");

    private static final int MAX_CLOCK_DIFFERENCE_MILLIS = 2_000;

    private static final String VALID_INDEXES = """
            SELECT relname FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
            WHERE indisvalid AND relnamespace = current_schema()::text::regnamespace""";
    private static final String SETTING = "SELECT current_setting(?, true)";
    /** Tables that have more dead rows than living ones, and enough of them to matter. */
    private static final String BLOATED = """
            SELECT relname, n_dead_tup FROM pg_stat_user_tables
            WHERE schemaname = current_schema() AND n_dead_tup > 100000 AND n_dead_tup > n_live_tup ORDER BY relname""";
    /** Until such a transaction ends, no row that was deleted after its begin is cleaned up, in any table. */
    private static final String OLDEST_TRANSACTION = """
            SELECT coalesce(max(extract(epoch FROM clock_timestamp() - xact_start)), 0)::bigint FROM pg_stat_activity
            WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()""";

    private static final String CLOCK = "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint";

    private DatabaseInspection() {}

    /** What makes the database lose invocations, or search all of them for each. */
    static List<String> faults(Session on) throws SQLException {
        List<String> faults = new ArrayList<>();
        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            if (isOff(on, setting)) {
                faults.add(setting + " is off: what was accepted may be lost when the database's machine fails");
            }
        }
        Set<String> missing = new TreeSet<>(INDEXES);
        missing.removeAll(on.query(row -> row.getString(1), VALID_INDEXES));
        missing.forEach(index -> faults.add("the index " + index + " is missing or not valid"));
        return faults;
    }

    private static boolean isOff(Session on, String setting) throws SQLException {
        return on.first(row -> "off".equals(row.getString(1)), SETTING, setting).orElse(false);
    }

    /** What is not wrong, but may become so. */
    static List<String> advice(Session on) throws SQLException {
        List<String> advice = new ArrayList<>();
        if (isOff(on, "autovacuum")) {
            advice.add("autovacuum is off: the tables will grow without end");
        }
        on.query(
                row -> advice.add("the table " + row.getString(1) + " has " + row.getLong(2)
                        + " dead rows, more than living ones: autovacuum does not keep up, or is kept from it"),
                BLOATED);
        long seconds = on.first(row -> row.getLong(1), OLDEST_TRANSACTION).orElseThrow();
        if (seconds > 600) {
            advice.add("a transaction has been open for " + seconds / 60
                    + " min: until it ends, no deleted row is cleaned up");
        }
        long before = System.currentTimeMillis();
        long there = on.first(row -> row.getLong(1), CLOCK).orElseThrow();
        long difference = Math.max(before - there, there - System.currentTimeMillis());
        if (difference > MAX_CLOCK_DIFFERENCE_MILLIS) {
            advice.add("this machine's clock and the database's differ by " + difference
                    + " ms; the database's counts, but logs are hard to compare");
        }
        return advice;
    }
}
