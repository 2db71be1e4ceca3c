package dev.functiongraph.async.server.store;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.ErrorCode;
import dev.functiongraph.async.server.invocation.Event;
import dev.functiongraph.async.server.invocation.Invocation;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.invocation.InvocationStore;
import dev.functiongraph.async.server.invocation.Settlement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Keeps invocations in one SQLite database: for one server, with nothing else installed. */
public final class SqliteInvocationStore implements InvocationStore {
    private static final int MAX_WAITING_WRITES = 10_000;

    private final SqliteDatabase database;
    private final Connection connection;
    private final Statements statements = new Statements();
    private final BatchWriter writer;

    private SqliteInvocationStore(SqliteDatabase database, Connection connection) {
        this.database = database;
        this.connection = connection;
        this.writer = new BatchWriter(connection, MAX_WAITING_WRITES);
    }

    /**
     * Opens the store of a data directory, which is made if it is not there. What a server was running when it stopped
     * waits again: nobody else can be running it.
     *
     * @throws IOException if the directory cannot be used, or another server uses it
     */
    public static SqliteInvocationStore open(Path dataDir) throws IOException {
        SqliteDatabase database = SqliteDatabase.open(dataDir);
        try {
            Connection connection = database.connect();
            try (var recover = connection.createStatement()) {
                recover.executeUpdate(
                        "UPDATE invocation SET status = 'WAIT', due_at = accepted_at WHERE status = 'RUNNING'");
            }
            connection.setAutoCommit(false);
            return new SqliteInvocationStore(database, connection);
        } catch (SQLException e) {
            database.close();
            throw new IOException("the database in " + dataDir + " cannot be used: " + e.getMessage(), e);
        }
    }

    @Override
    public CompletableFuture<Void> enqueue(Invocation invocation) {
        String id = invocation.requestId().toString();
        return writer.submit(
                connection -> {
                    statements.update(
                            connection,
                            """
                            INSERT INTO invocation
                                (request_id, function, event, status, accepted_at, expires_at, due_at)
                            VALUES (?, ?, ?, 'WAIT', ?, ?, ?)""",
                            id,
                            invocation.function().toString(),
                            invocation.event().json(),
                            invocation.acceptedAt().toEpochMilli(),
                            invocation.expiresAt().toEpochMilli(),
                            invocation.acceptedAt().toEpochMilli());
                    return null;
                },
                connection -> statements.update(connection, "DELETE FROM invocation WHERE request_id = ?", id));
    }

    @Override
    public CompletableFuture<Claim> claim(FunctionUrn function, int limit, Instant now, Instant leaseUntil) {
        return writer.submit(connection -> {
            List<Attempt> attempts = new ArrayList<>();
            var claim = statements.bind(
                    connection,
                    """
                    UPDATE invocation SET status = 'RUNNING', attempt = attempt + 1, started_at = ?, due_at = ?
                    WHERE seq IN (SELECT seq FROM invocation
                                  WHERE status = 'WAIT' AND function = ? AND due_at <= ? AND expires_at > ?
                                  ORDER BY due_at, seq LIMIT ?)
                    RETURNING request_id, event, accepted_at, expires_at, attempt, failures""",
                    now.toEpochMilli(),
                    leaseUntil.toEpochMilli(),
                    function.toString(),
                    now.toEpochMilli(),
                    now.toEpochMilli(),
                    limit);
            try (ResultSet rows = claim.executeQuery()) {
                while (rows.next()) {
                    attempts.add(attempt(function, rows));
                }
            }
            return new Claim(attempts, nextDue(connection, function, now));
        });
    }

    private static Attempt attempt(FunctionUrn function, ResultSet row) throws SQLException {
        Invocation invocation = new Invocation(
                UUID.fromString(row.getString("request_id")),
                function,
                new Event(row.getBytes("event")),
                Instant.ofEpochMilli(row.getLong("accepted_at")),
                Instant.ofEpochMilli(row.getLong("expires_at")));
        return new Attempt(invocation, row.getInt("attempt"), row.getInt("failures"));
    }

    private Optional<Instant> nextDue(Connection connection, FunctionUrn function, Instant now) throws SQLException {
        var next = statements.bind(connection, """
                SELECT due_at FROM invocation
                WHERE status = 'WAIT' AND function = ? AND expires_at > ? ORDER BY due_at LIMIT 1""", function.toString(), now.toEpochMilli());
        try (ResultSet row = next.executeQuery()) {
            return row.next() ? Optional.of(Instant.ofEpochMilli(row.getLong(1))) : Optional.empty();
        }
    }

    /** Invariant 2, one end: only a running row ends. Invariant 5: ending and queueing again are this one statement. */
    @Override
    public CompletableFuture<Boolean> settle(Attempt attempt, Settlement settlement, Instant now) {
        Ending ending = Ending.of(settlement, attempt, now);
        return writer.submit(connection -> statements.update(
                        connection,
                        """
                        UPDATE invocation SET status = ?, due_at = ?, failures = ?, ended_at = ?,
                            error_code = ?, error_message = ?, result = ?
                        WHERE request_id = ? AND status = 'RUNNING' AND attempt = ?""",
                        ending.status().name(),
                        ending.dueAt(),
                        ending.failures(),
                        ending.endedAt(),
                        ending.code().number(),
                        ending.message(),
                        ending.result(),
                        attempt.invocation().requestId().toString(),
                        attempt.number())
                == 1);
    }

    @Override
    public CompletableFuture<Set<FunctionUrn>> expire(Instant now) {
        return writer.submit(connection -> {
            statements.update(connection, """
                    UPDATE invocation SET status = 'DISCARD', ended_at = ?, error_code = ?, error_message =
                        'expired before it could be run' || iif(error_message = '', '', ': ' || error_message)
                    WHERE seq IN (SELECT seq FROM invocation WHERE status = 'WAIT' AND expires_at <= ? LIMIT 5000)""", now.toEpochMilli(), ErrorCode.EXPIRED.number(), now.toEpochMilli());
            return functions(statements.bind(connection, """
                    UPDATE invocation SET status = 'WAIT', due_at = ?
                    WHERE status = 'RUNNING' AND due_at <= ? RETURNING function""", now.toEpochMilli(), now.toEpochMilli()));
        });
    }

    @Override
    public CompletableFuture<Integer> discardWaiting(
            FunctionUrn function, ErrorCode code, String message, Instant now) {
        return writer.submit(connection ->
                statements.update(connection, """
                UPDATE invocation SET status = 'DISCARD', ended_at = ?, error_code = ?, error_message = ?
                WHERE status = 'WAIT' AND function = ?""", now.toEpochMilli(), code.number(), message, function.toString()));
    }

    @Override
    public CompletableFuture<Set<FunctionUrn>> functionsWithWaiting() {
        return writer.submit(connection -> functions(
                statements.bind(connection, "SELECT DISTINCT function FROM invocation WHERE status = 'WAIT'")));
    }

    private static Set<FunctionUrn> functions(PreparedStatement query) throws SQLException {
        Set<FunctionUrn> functions = new HashSet<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                functions.add(FunctionUrn.parse(rows.getString("function")));
            }
        }
        return functions;
    }

    @Override
    public void close() {
        try {
            writer.close();
            connection.close();
            database.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A settlement as the columns of its row. */
    private record Ending(
            InvocationStatus status,
            long dueAt,
            int failures,
            Long endedAt,
            ErrorCode code,
            String message,
            byte[] result) {

        static Ending of(Settlement settlement, Attempt attempt, Instant now) {
            long at = now.toEpochMilli();
            int failures = attempt.failures();
            if (settlement instanceof Settlement.Succeeded success) {
                return new Ending(InvocationStatus.SUCCESS, at, failures, at, ErrorCode.NONE, "", success.result());
            }
            if (settlement instanceof Settlement.Failed failed) {
                return new Ending(InvocationStatus.FAIL, at, failures + 1, at, failed.code(), failed.message(), null);
            }
            if (settlement instanceof Settlement.Discarded gone) {
                return new Ending(InvocationStatus.DISCARD, at, failures, at, gone.code(), gone.message(), null);
            }
            Settlement.Requeued again = (Settlement.Requeued) settlement;
            long dueAt = again.dueAt().toEpochMilli();
            return new Ending(
                    InvocationStatus.WAIT, dueAt, again.failures(), null, ErrorCode.NONE, again.message(), null);
        }
    }
}
