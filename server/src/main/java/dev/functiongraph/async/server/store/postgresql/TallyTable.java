package dev.functiongraph.async.server.store.postgresql;

import dev.functiongraph.async.server.store.sql.Session;
import dev.functiongraph.async.server.store.sql.TallyChanges;
import dev.functiongraph.async.server.store.sql.TallyChanges.Count;
import java.sql.Array;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The counts of invocations. What a transaction changes in them is written as rows of its own, because a row of counts
 * that all writers change would let each wait for the others' commits; {@link #compact} adds them up.
 */
final class TallyTable {
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

    private TallyTable() {}

    /** With the end of the transaction. */
    static void write(Session on, TallyChanges changes) throws SQLException {
        Map<Integer, Map<Count, Long>> byFunction = changes.byFunction();
        if (byFunction.isEmpty()) {
            return;
        }
        List<Array> parameters = new ArrayList<>();
        parameters.add(on.array("int4", byFunction.keySet()));
        for (Count count : Count.values()) {
            List<Long> values = byFunction.values().stream()
                    .map(counts -> counts.getOrDefault(count, 0L))
                    .toList();
            parameters.add(on.array("int8", values));
        }
        on.updateWithCommit(WRITE, parameters.toArray());
    }

    /** Makes one row of all those of a function. Readers see the same sums before and after. */
    static void compact(Session on) throws SQLException {
        on.update(COMPACT);
    }
}
