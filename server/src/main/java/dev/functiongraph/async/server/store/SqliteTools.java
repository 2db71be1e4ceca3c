package dev.functiongraph.async.server.store;

import dev.functiongraph.async.server.invocation.StoreException;
import dev.functiongraph.async.server.invocation.Tally;
import dev.functiongraph.async.server.store.Session.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What an operator does to a store by hand, beside a running server or without one. Used by one thread. */
public final class SqliteTools implements AutoCloseable {
    private final Session session;

    private SqliteTools(Session session) {
        this.session = session;
    }

    /** @throws IOException if the directory has no database of this version */
    public static SqliteTools open(Path dataDir) throws IOException {
        try (SqliteDatabase database = SqliteDatabase.openForTool(dataDir)) {
            // Not for writing: a long check would hold up a server's writes; a redrive takes the lock when it writes.
            return new SqliteTools(database.connectForReading());
        } catch (SQLException e) {
            throw new IOException("the database in " + dataDir + " cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * Queues a failed or discarded invocation again, as a new one with the same event and as long to live. A running server
     * notices it within a second.
     *
     * @return false, and nothing has changed, if there is no such invocation, it has neither failed nor been discarded, or
     *     it was queued again before
     */
    public boolean redrive(UUID requestId, UUID newRequestId, Instant now) {
        String old = requestId.toString();
        return use(on -> on.update(
                        """
                        INSERT INTO invocation
                            (request_id, function, event, status, accepted_at, expires_at, due_at, redrive_of)
                        SELECT ?, function, event, 'WAIT', ?, ? + expires_at - accepted_at, ?, request_id
                        FROM invocation WHERE request_id = ? AND status IN ('FAIL', 'DISCARD')
                            AND NOT EXISTS (SELECT 1 FROM invocation WHERE redrive_of = ?)""",
                        newRequestId.toString(),
                        now.toEpochMilli(),
                        now.toEpochMilli(),
                        now.toEpochMilli(),
                        old,
                        old)
                == 1);
    }

    /** Checks the database's structure, and that what it counted is what it holds. */
    public List<String> problems() {
        return use(on -> {
            List<String> problems = new ArrayList<>();
            on.query(row -> row.getString(1), "PRAGMA integrity_check").stream()
                    .filter(result -> !result.equals("ok"))
                    .forEach(problems::add);
            Tally tally = Rows.tally(on);
            compare(problems, "waiting", tally.waiting(), count(on, "status = 'WAIT'"));
            compare(problems, "running", tally.running(), count(on, "status = 'RUNNING'"));
            compare(problems, "ended", tally.retained(), count(on, "status NOT IN ('WAIT', 'RUNNING')"));
            if (tally.drift() != 0) {
                problems.add("the drift is " + tally.drift() + ": invocations were lost or made up");
            }
            return problems;
        });
    }

    private static long count(Session on, String condition) throws SQLException {
        return on.first(row -> row.getLong(1), "SELECT count(*) FROM invocation WHERE " + condition)
                .orElseThrow();
    }

    private static void compare(List<String> problems, String what, long counted, long there) {
        if (counted != there) {
            problems.add(counted + " " + what + " invocations are counted, " + there + " are there");
        }
    }

    /** When the oldest waiting invocation was accepted. */
    public Optional<Instant> oldestWaiting() {
        return use(on -> on.first(
                row -> Instant.ofEpochMilli(row.getLong(1)),
                "SELECT accepted_at FROM invocation WHERE status = 'WAIT' ORDER BY seq LIMIT 1"));
    }

    private <T> T use(Work<T> work) {
        try {
            return session.inTransaction(work);
        } catch (SQLException e) {
            throw new StoreException("the store cannot be used: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (SQLException e) {
            throw new StoreException("the store cannot be closed", e);
        }
    }
}
