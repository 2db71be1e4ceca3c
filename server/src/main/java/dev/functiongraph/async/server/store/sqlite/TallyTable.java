package dev.functiongraph.async.server.store.sqlite;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.store.sql.Session;
import dev.functiongraph.async.server.store.sql.TallyChanges;
import dev.functiongraph.async.server.store.sql.TallyChanges.Count;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * The counts of invocations, through one session. What a transaction changes in them is added up in memory and written
 * once, at its end: triggers made each row cost a third more.
 */
final class TallyTable {
    private static final String WRITE =
            "INSERT INTO tally VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n";
    private static final String WAITING_BY_FUNCTION =
            "SELECT urn, n FROM tally JOIN function ON id = function WHERE what = 'WAIT' AND n > 0";
    private static final String ANY_WAITS_OR_RUNS = "SELECT 1 FROM tally WHERE what IN ('WAIT', 'RUNNING') AND n > 0";

    private final Session session;
    private final TallyChanges changes = new TallyChanges();

    /** @param session whose transactions write what they change in the counts from now on */
    TallyTable(Session session) {
        this.session = session;
        session.beforeCommit(on -> write());
        session.onRollback(changes.byFunction()::clear);
    }

    /** Of the transaction that is under way. */
    TallyChanges changes() {
        return changes;
    }

    private void write() throws SQLException {
        for (Map.Entry<Integer, Map<Count, Long>> function :
                changes.byFunction().entrySet()) {
            for (Map.Entry<Count, Long> change : function.getValue().entrySet()) {
                if (change.getValue() != 0) {
                    session.update(WRITE, function.getKey(), change.getKey().name(), change.getValue());
                }
            }
        }
        changes.byFunction().clear();
    }

    Map<FunctionUrn, Long> waiting() throws SQLException {
        write();
        Map<FunctionUrn, Long> counts = new HashMap<>();
        session.query(row -> counts.put(FunctionUrn.parse(row.getString(1)), row.getLong(2)), WAITING_BY_FUNCTION);
        return counts;
    }

    boolean anyWaitsOrRuns() throws SQLException {
        write();
        return session.first(row -> true, ANY_WAITS_OR_RUNS).isPresent();
    }

    /** How many records of ended invocations there are. */
    long retained() throws SQLException {
        write();
        return SqliteRecords.tally(session).retained();
    }
}
