package dev.functiongraph.async.server.store.sqlite;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.store.sql.Moment;
import dev.functiongraph.async.server.store.sql.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** The attempts that ran when a server ended without a word: their recovery, and their count. */
final class LostAttempts {
    /** The message of an attempt's record by which such attempts are counted. */
    private static final String SERVER_ENDED = "the server ended";

    private static final String ENDED_ALONE = SERVER_ENDED + ", and nothing else ran";

    /** The number of an invocation's lost attempts, in SQL, and of those that ran alone. */
    static final String COUNT = count("LIKE '" + SERVER_ENDED + "%'");

    static final String COUNT_ALONE = count("= '" + ENDED_ALONE + "'");

    private static final String RUNNING =
            "SELECT seq, function, " + InvocationTable.URN + " FROM invocation WHERE status = 'RUNNING'";

    private static final String RECORD_LOST = """
            INSERT INTO attempt
            SELECT seq, attempt, started_at, ?, 'LOST', ? FROM invocation WHERE seq = ?""";

    private static final String COUNT_OF_ONE = "SELECT " + COUNT + " FROM invocation WHERE seq = ?";

    private static final String REQUEUE = "UPDATE invocation SET status = 'WAIT', due_at = ? WHERE seq = ?";

    private LostAttempts() {}

    private static String count(String message) {
        return "(SELECT count(*) FROM attempt AS earlier WHERE earlier.seq = invocation.seq"
                + " AND earlier.outcome = 'LOST' AND earlier.message " + message + ")";
    }

    /**
     * Invariant 2: what ran when the process ended waits again. Each time a little longer: it may be what ended the
     * process.
     *
     * @param isInProcess whether a function runs inside the server
     * @param pause before the repetition after so many such ends
     */
    static int recover(
            Session on, TallyTable tally, Moment at, Predicate<FunctionUrn> isInProcess, IntFunction<Duration> pause)
            throws SQLException {
        List<Ran> ran =
                on.query(row -> new Ran(row.getLong(1), row.getInt(2), FunctionUrn.parse(row.getString(3))), RUNNING);
        // Code that runs elsewhere cannot have ended the server.
        long company =
                ran.stream().filter(one -> isInProcess.test(one.function())).count();
        for (Ran one : ran) {
            boolean alone = company == 1 && isInProcess.test(one.function());
            on.update(RECORD_LOST, at.wall(), alone ? ENDED_ALONE : SERVER_ENDED, one.seq());
            int lost = on.first(row -> row.getInt(1), COUNT_OF_ONE, one.seq()).orElseThrow();
            on.update(REQUEUE, at.steady() + pause.apply(lost).toMillis(), one.seq());
            tally.changes().moved(one.number(), InvocationStatus.RUNNING, InvocationStatus.WAIT, 1);
        }
        return ran.size();
    }

    private record Ran(long seq, int number, FunctionUrn function) {}
}
