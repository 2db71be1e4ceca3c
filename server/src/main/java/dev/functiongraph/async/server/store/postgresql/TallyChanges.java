package dev.functiongraph.async.server.store.postgresql;

import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.store.sql.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a transaction changes in the counts, by function. It is written as rows of its own, because a row of counts that
 * all writers change would let each wait for the others' commits; {@link #compact} adds them up.
 */
final class TallyChanges {
    private static final String WRITE = """
            INSERT INTO tally (function, accepted, waiting, running, succeeded, failed, discarded, purged)
            SELECT * FROM unnest(?::integer[], ?::bigint[], ?::bigint[], ?::bigint[],
                                 ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])""";
    private static final String COMPACT = """
            WITH gone AS (DELETE FROM tally RETURNING *)
            INSERT INTO tally
            SELECT function, sum(accepted), sum(waiting), sum(running), sum(succeeded), sum(failed), sum(discarded),
                sum(purged)
            FROM gone GROUP BY function""";
    private static final int COLUMNS = 7;
    private static final int ACCEPTED = 0;
    private static final int WAITING = 1;
    private static final int PURGED = 6;

    private final Map<Integer, long[]> changes = new TreeMap<>();

    void accepted(int function, InvocationStatus as) {
        change(function, ACCEPTED, 1);
        change(function, column(as), 1);
    }

    void moved(int function, InvocationStatus from, InvocationStatus to, long number) {
        change(function, column(from), -number);
        change(function, column(to), number);
    }

    void purged(int function, long number) {
        change(function, PURGED, number);
    }

    /** By how much more invocations wait, by function. */
    Map<Integer, Long> waiting() {
        Map<Integer, Long> found = new TreeMap<>();
        changes.forEach((function, row) -> found.put(function, row[WAITING]));
        return found;
    }

    private void change(int function, int column, long difference) {
        if (difference != 0) {
            changes.computeIfAbsent(function, any -> new long[COLUMNS])[column] += difference;
        }
    }

    private static int column(InvocationStatus status) {
        return switch (status) {
            case WAIT -> WAITING;
            case RUNNING -> 2;
            case SUCCESS -> 3;
            case FAIL -> 4;
            case DISCARD -> 5;
        };
    }

    /** With the end of the transaction. */
    void write(Session on) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        Object[] parameters = new Object[COLUMNS + 1];
        parameters[0] = on.array("int4", changes.keySet());
        for (int column = 0; column < COLUMNS; column++) {
            List<Long> values = new ArrayList<>();
            for (long[] row : changes.values()) {
                values.add(row[column]);
            }
            parameters[column + 1] = on.array("int8", values);
        }
        on.updateWithCommit(WRITE, parameters);
    }

    /** Makes one row of all those of a function. Readers see the same sums before and after. */
    static void compact(Session on) throws SQLException {
        on.update(COMPACT);
    }
}
