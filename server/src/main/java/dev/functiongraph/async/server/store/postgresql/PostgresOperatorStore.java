package dev.functiongraph.async.server.store.postgresql;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.Backlog;
import dev.functiongraph.async.server.invocation.ErrorCode;
import dev.functiongraph.async.server.invocation.InvocationRecords;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.invocation.OperatorStore;
import dev.functiongraph.async.server.invocation.Settlement;
import dev.functiongraph.async.server.invocation.StoreException;
import dev.functiongraph.async.server.invocation.Tally;
import dev.functiongraph.async.server.store.sql.Session;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A PostgreSQL database as an operator uses it, beside running nodes or without one. Used by one thread. */
public final class PostgresOperatorStore implements OperatorStore {
    private static final int DISCARD_BATCH = 1_000;
    private static final int TRIES = 10;

    private static final String CLUSTER = """
            SELECT max_backlog, max_function_backlog,
                greatest(steady, (extract(epoch FROM clock_timestamp()) * 1000)::bigint) AS now
            FROM cluster""";

    private static final String WAITING = """
            SELECT coalesce(sum(waiting), 0),
                coalesce(sum(waiting) FILTER (WHERE function = ?), 0)
            FROM tally""";

    private static final String REDRIVABLE = """
            SELECT function FROM record
            WHERE request_id = ? AND status IN ('FAIL', 'DISCARD') AND redriven_as IS NULL FOR UPDATE""";

    private static final String MARK = "UPDATE record SET redriven_as = ? WHERE request_id = ?";

    private static final String INSERT_AGAIN = """
            INSERT INTO invocation
                (function, seq, request_id, status, attempt, expires_at, max_age, due_at, redrive_of, event)
            SELECT function, ?, ?, 'WAIT', 0, ? + max_age, max_age, ?, request_id, event
            FROM record WHERE request_id = ?""";

    private static final String FUNCTION = "SELECT id FROM function WHERE urn = ?";

    private static final String OLDEST_WAITING = """
            SELECT oldest.seq FROM function CROSS JOIN LATERAL (
                SELECT seq FROM invocation WHERE function = id AND status = 'WAIT' ORDER BY seq LIMIT 1) AS oldest
            ORDER BY 1 LIMIT 1""";

    private static final String THERE = """
            SELECT (SELECT count(*) FROM invocation WHERE status = 'WAIT'),
                (SELECT count(*) FROM invocation WHERE status = 'RUNNING'), (SELECT count(*) FROM record)""";

    private final PostgresDatabase database;
    private final Connections connections;
    private final CountedWrites writes;
    private final SequenceNumbers numbers = new SequenceNumbers(SequenceNumbers.COMMANDS);

    private PostgresOperatorStore(PostgresDatabase database) {
        this.database = database;
        connections = Connections.of(database);
        writes = new CountedWrites(connections, new BacklogCounts(new Backlog(Long.MAX_VALUE, Long.MAX_VALUE)));
    }

    /** @throws IOException if the database cannot be used, or no server of this version has used it */
    public static PostgresOperatorStore open(PostgresSettings at) throws IOException {
        PostgresDatabase database = PostgresDatabase.openForTool(at);
        try {
            PostgresOperatorStore store = new PostgresOperatorStore(database);
            store.connections.read(PostgresOperatorStore::cluster);
            return store;
        } catch (SQLException e) {
            database.close();
            throw PostgresDatabase.unusable(at, e);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    @Override
    public InvocationRecords records() {
        return new PostgresRecords(
                connections, Optional::empty, e -> PostgresFailure.of(e).exception(e));
    }

    @Override
    public Redrive redrive(UUID requestId, UUID newRequestId, Clock wall) {
        return write((on, tally) -> {
            Optional<Integer> function = on.first(row -> row.getInt(1), REDRIVABLE, requestId);
            if (function.isEmpty()) {
                return Redrive.SKIPPED;
            }
            Cluster cluster = cluster(on);
            if (isFull(on, cluster.backlog, function.get())) {
                return Redrive.BACKLOG_FULL;
            }
            on.update(MARK, newRequestId, requestId);
            on.update(INSERT_AGAIN, numbers.next(cluster.now), newRequestId, cluster.now, cluster.now, requestId);
            tally.accepted(function.get(), InvocationStatus.WAIT);
            return Redrive.QUEUED;
        });
    }

    private static boolean isFull(Session on, Backlog limit, int function) throws SQLException {
        return on.first(
                        row -> row.getLong(1) >= limit.inAll() || row.getLong(2) >= limit.perFunction(),
                        WAITING,
                        function)
                .orElseThrow();
    }

    private static Cluster cluster(Session on) throws SQLException {
        return on.first(
                        row -> new Cluster(
                                new Backlog(row.getLong("max_function_backlog"), row.getLong("max_backlog")),
                                row.getLong("now")),
                        CLUSTER)
                .orElseThrow(() -> new StoreException("no server has used this database yet", null));
    }

    @Override
    public int discard(FunctionUrn function, Instant now) {
        Settlement.Discarded reason = new Settlement.Discarded(ErrorCode.CANCELED, PostgresQueue.CANCELED);
        int sum = 0;
        int discarded;
        do {
            discarded = write((on, tally) -> {
                Optional<Integer> id = on.first(row -> row.getInt(1), FUNCTION, function.toString());
                return id.isEmpty()
                        ? 0
                        : PostgresMaintenance.discardAll(on, tally, id.get(), reason, cluster(on).now, DISCARD_BATCH);
            });
            sum += discarded;
        } while (discarded == DISCARD_BATCH);
        return sum;
    }

    /** However long it takes to count everything. */
    @Override
    public List<String> problems() {
        try (Connection connection = database.connectForWaiting()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return Session.of(connection).inTransaction(PostgresOperatorStore::check);
        } catch (SQLException e) {
            throw PostgresFailure.of(e).exception(e);
        }
    }

    private static List<String> check(Session on) throws SQLException {
        List<String> problems = new ArrayList<>(DatabaseInspection.faults(on));
        Tally tally = PostgresRecords.tally(on);
        on.first(
                row -> {
                    compare(problems, "waiting", tally.waiting(), row.getLong(1));
                    compare(problems, "running", tally.running(), row.getLong(2));
                    compare(problems, "ended", tally.retained(), row.getLong(3));
                    return row;
                },
                THERE);
        if (tally.drift() != 0) {
            problems.add("the drift is " + tally.drift() + ": invocations were lost or duplicated");
        }
        return problems;
    }

    @Override
    public List<String> advice() {
        List<String> advice = new ArrayList<>(read(DatabaseInspection::advice));
        database.advice().ifPresent(advice::add);
        return advice;
    }

    @Override
    public List<NodeState> nodes() {
        return read(NodeList::read);
    }

    private static void compare(List<String> problems, String what, long counted, long there) {
        if (counted != there) {
            problems.add(counted + " " + what + " invocations are counted, " + there + " are there");
        }
    }

    @Override
    public Optional<Instant> oldestWaiting() {
        return read(on -> on.first(row -> SequenceNumbers.time(row.getLong(1)), OLDEST_WAITING));
    }

    private <T> T read(Session.Work<T> work) {
        try {
            return connections.read(work);
        } catch (SQLException e) {
            throw PostgresFailure.of(e).exception(e);
        }
    }

    /** Again, where another command was in the way: two of them may number something alike. */
    private <T> T write(CountedWrites.Work<T> work) {
        for (int i = 1; ; i++) {
            try {
                return writes.write(work);
            } catch (SQLException e) {
                PostgresFailure failure = PostgresFailure.of(e);
                if (failure != PostgresFailure.CONFLICT || i == TRIES) {
                    throw failure.exception(e);
                }
            }
        }
    }

    @Override
    public void close() {
        database.close();
    }

    /** @param now no time of a node is later than this by more than what its heartbeat needs */
    private record Cluster(Backlog backlog, long now) {}
}
