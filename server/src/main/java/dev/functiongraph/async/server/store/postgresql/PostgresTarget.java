package dev.functiongraph.async.server.store.postgresql;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.Backlog;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.store.sql.MovedInvocation;
import dev.functiongraph.async.server.store.sql.MovedInvocation.MovedLog;
import dev.functiongraph.async.server.store.sql.Session;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An empty database that invocations move to, in one transaction: nobody sees any of them before all are there. Used by
 * one thread.
 */
public final class PostgresTarget implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    /** That no node ever has: what it ran is found to be lost. */
    private static final int NO_NODE = 0;

    private static final String NOBODY_ELSE_WRITES = "LOCK TABLE tally IN EXCLUSIVE MODE";
    private static final String IS_USED = "SELECT 1 FROM tally WHERE accepted > 0 LIMIT 1";
    private static final String NOW = """
            SELECT greatest((extract(epoch FROM clock_timestamp()) * 1000)::bigint, (SELECT steady FROM cluster))""";
    private static final String HAS = "SELECT 1 FROM invocation WHERE request_id = ? UNION ALL"
            + " SELECT 1 FROM record WHERE request_id = ? LIMIT 1";
    private static final String WAITING = """
            INSERT INTO invocation (function, seq, request_id, status, attempt, failures, lost, lost_alone, node,
                started_at, expires_at, max_age, due_at, redrive_of, error_message, attempts, event)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)""";
    private static final String ENDED = """
            INSERT INTO record (function, seq, request_id, status, attempt, started_at, ended_at, max_age, error_code,
                error_message, redrive_of, redriven_as, attempts, event, result)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)""";
    private static final String LOG = """
            INSERT INTO log (request_id, number, function, stored_at, size, text) VALUES (?, ?, ?, ?, ?, ?)""";
    private static final String LOG_SIZE = "INSERT INTO log_size VALUES (?)";
    private static final String CLUSTER = """
            INSERT INTO cluster (id, steady, max_backlog, max_function_backlog) VALUES (1, ?, ?, ?)
            ON CONFLICT (id) DO NOTHING""";
    private static final String TALLY = """
            INSERT INTO tally (function, accepted, waiting, running, succeeded, failed, discarded, purged)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)""";

    private final PostgresDatabase database;
    private final Connection connection;
    private final Session session;
    private final FunctionIds functions;
    private final SequenceNumbers numbers = new SequenceNumbers(SequenceNumbers.COMMANDS);
    private final long steadyNow;
    private long logBytes;

    private PostgresTarget(PostgresDatabase database, Connection connection, Duration partition) throws SQLException {
        this.database = database;
        this.connection = connection;
        connection.setAutoCommit(false);
        session = Session.of(connection);
        functions = new FunctionIds(Connections.of(database));
        // What ended today would keep today's partition from being made, if it were not there.
        new RecordPartitions(partition).create(session, System.currentTimeMillis());
        connection.commit();
        session.update(NOBODY_ELSE_WRITES);
        steadyNow = session.first(row -> row.getLong(1), NOW).orElseThrow();
    }

    /** @throws IOException if the database cannot be used */
    public static PostgresTarget open(PostgresSettings at, Duration partition) throws IOException {
        PostgresDatabase database = PostgresDatabase.openForServer(at);
        try {
            return new PostgresTarget(database, database.connectForWaiting(), partition);
        } catch (SQLException e) {
            database.close();
            throw unusable(at, e);
        }
    }

    public static IOException unusable(PostgresSettings at, SQLException cause) {
        return PostgresDatabase.unusable(at, cause);
    }

    public boolean isUsed() throws SQLException {
        return session.first(row -> true, IS_USED).isPresent();
    }

    public boolean has(UUID id) throws SQLException {
        return session.first(row -> true, HAS, id, id).isPresent();
    }

    /** In the order of their acceptance. */
    public void add(List<MovedInvocation> invocations) throws SQLException {
        functions.learn(invocations.stream()
                .map(one -> FunctionUrn.parse(one.function()))
                .toList());
        try (PreparedStatement waiting = connection.prepareStatement(WAITING);
                PreparedStatement ended = connection.prepareStatement(ENDED);
                PreparedStatement logs = connection.prepareStatement(LOG)) {
            for (MovedInvocation one : invocations) {
                addLogs(logs, one);
                if (one.endedAt() == null) {
                    addWaiting(waiting, one);
                } else {
                    addEnded(ended, one);
                }
            }
            waiting.executeBatch();
            ended.executeBatch();
            logs.executeBatch();
        }
    }

    private void addWaiting(PreparedStatement row, MovedInvocation one) throws SQLException {
        set(
                row,
                functions.of(FunctionUrn.parse(one.function())),
                numbers.next(one.acceptedAt()),
                one.requestId(),
                one.status().name(),
                one.attempt(),
                one.failures(),
                one.lost(),
                one.lostAlone(),
                one.status() == InvocationStatus.RUNNING ? NO_NODE : null,
                one.startedAt(),
                steadyNow + one.expiresIn(),
                one.maxAge(),
                steadyNow + one.dueIn(),
                one.redriveOf(),
                StorableText.of(one.errorMessage()),
                attempts(one),
                one.event());
    }

    private void addEnded(PreparedStatement row, MovedInvocation one) throws SQLException {
        set(
                row,
                functions.of(FunctionUrn.parse(one.function())),
                numbers.next(one.acceptedAt()),
                one.requestId(),
                one.status().name(),
                one.attempt(),
                one.startedAt(),
                one.endedAt(),
                one.maxAge(),
                one.errorCode(),
                StorableText.of(one.errorMessage()),
                one.redriveOf(),
                one.redrivenAs(),
                attempts(one),
                one.event(),
                one.result());
    }

    private void addLogs(PreparedStatement row, MovedInvocation one) throws SQLException {
        for (MovedLog log : one.logs()) {
            set(
                    row,
                    one.requestId(),
                    log.number(),
                    functions.of(FunctionUrn.parse(one.function())),
                    steadyNow + log.storedIn(),
                    log.text().length,
                    log.text());
            logBytes += log.text().length;
        }
    }

    private static void set(PreparedStatement row, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            row.setObject(i + 1, values[i]);
        }
        row.addBatch();
    }

    private static @Nullable String attempts(MovedInvocation one) {
        ArrayNode list = JSON.createArrayNode();
        one.attempts()
                .forEach(attempt -> list.addObject()
                        .put("number", attempt.number())
                        .put("started", attempt.startedAt().toEpochMilli())
                        .put("ended", attempt.endedAt().toEpochMilli())
                        .put("outcome", attempt.outcome())
                        .put("message", StorableText.of(attempt.message())));
        return list.isEmpty() ? null : list.toString();
    }

    /** @param tally as the source has it */
    public void add(Map<String, Map<String, Long>> tally) throws SQLException {
        functions.learn(tally.keySet().stream().map(FunctionUrn::parse).toList());
        try (PreparedStatement row = connection.prepareStatement(TALLY)) {
            for (Map.Entry<String, Map<String, Long>> one : tally.entrySet()) {
                Map<String, Long> counts = one.getValue();
                set(
                        row,
                        functions.of(FunctionUrn.parse(one.getKey())),
                        counts.getOrDefault("ACCEPTED", 0L),
                        counts.getOrDefault("WAIT", 0L),
                        counts.getOrDefault("RUNNING", 0L),
                        counts.getOrDefault("SUCCESS", 0L),
                        counts.getOrDefault("FAIL", 0L),
                        counts.getOrDefault("DISCARD", 0L),
                        counts.getOrDefault("PURGED", 0L));
            }
            row.executeBatch();
        }
    }

    /** @param limits of the server that ran last, for the tools beside the next one */
    public void add(Backlog limits) throws SQLException {
        session.update(CLUSTER, steadyNow, limits.inAll(), limits.perFunction());
    }

    public void commit() throws SQLException {
        session.update(LOG_SIZE, logBytes);
        connection.commit();
    }

    /** What was not committed is not there. */
    @Override
    public void close() throws SQLException {
        connection.close();
        database.close();
    }
}
