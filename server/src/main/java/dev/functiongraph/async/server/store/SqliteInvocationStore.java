package dev.functiongraph.async.server.store;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.ErrorCode;
import dev.functiongraph.async.server.invocation.Invocation;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.invocation.InvocationStore;
import dev.functiongraph.async.server.invocation.Settlement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** Keeps invocations in one SQLite database: for one server, with nothing else installed. */
public final class SqliteInvocationStore implements InvocationStore {
    private static final int MAX_WAITING_WRITES = 10_000;
    /** FunctionGraph's own words for its code 4208. */
    private static final String CANCELED = "function invocation canceled";

    private final SqliteDatabase database;
    private final Session session;
    private final WaitingCounts waiting;
    private final BatchWriter writer;
    private final DiskSpace disk;

    private SqliteInvocationStore(SqliteDatabase database, Session session, WaitingCounts waiting, DiskSpace disk) {
        this.database = database;
        this.session = session;
        this.waiting = waiting;
        this.disk = disk;
        this.writer = new BatchWriter(session, MAX_WAITING_WRITES);
    }

    /**
     * Opens the store of a data directory, which is made if it is not there. What a server was running when it stopped
     * waits again: nobody else can be running it.
     *
     * @param minFreeBytes with less free space than that on the disk, there is no room
     * @throws IOException if the directory cannot be used, or another server uses it
     */
    public static SqliteInvocationStore open(Path dataDir, long minFreeBytes) throws IOException {
        return open(dataDir, minFreeBytes, UnaryOperator.identity());
    }

    /** @param through what the writer's connection is led through: tests let statements fail there */
    static SqliteInvocationStore open(Path dataDir, long minFreeBytes, UnaryOperator<Connection> through)
            throws IOException {
        SqliteDatabase database = SqliteDatabase.openForServer(dataDir);
        try {
            Session session = database.connectForWriting(through);
            try {
                WaitingCounts waiting = recover(session);
                return new SqliteInvocationStore(database, session, waiting, new DiskSpace(dataDir, minFreeBytes));
            } catch (SQLException e) {
                session.close();
                throw e;
            }
        } catch (SQLException e) {
            database.close();
            throw new IOException("the database in " + dataDir + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static WaitingCounts recover(Session session) throws SQLException {
        long now = System.currentTimeMillis();
        session.begin();
        session.update("""
                INSERT INTO attempt SELECT seq, attempt, started_at, ?, 'LOST', 'the server stopped'
                FROM invocation WHERE status = 'RUNNING'""", now);
        session.update("UPDATE invocation SET status = 'WAIT', due_at = accepted_at WHERE status = 'RUNNING'");
        WaitingCounts waiting = new WaitingCounts(session);
        session.commit();
        return waiting;
    }

    /** Invariants 1 and 8: the future completes after the commit, and only if there was room in the backlog. */
    @Override
    public CompletableFuture<Optional<String>> enqueue(Invocation invocation, Backlog limit) {
        String id = invocation.requestId().toString();
        return writer.submit(
                on -> {
                    Optional<String> refusal = waiting.add(invocation.function().toString(), limit);
                    if (refusal.isEmpty()) {
                        insert(on, invocation);
                    }
                    return refusal;
                },
                on -> on.update("DELETE FROM invocation WHERE request_id = ?", id));
    }

    private static void insert(Session on, Invocation invocation) throws SQLException {
        on.update(
                """
                INSERT INTO invocation (request_id, function, event, status, accepted_at, expires_at, due_at)
                VALUES (?, ?, ?, 'WAIT', ?, ?, ?)""",
                invocation.requestId().toString(),
                invocation.function().toString(),
                invocation.event().json(),
                invocation.acceptedAt().toEpochMilli(),
                invocation.expiresAt().toEpochMilli(),
                invocation.acceptedAt().toEpochMilli());
    }

    @Override
    public CompletableFuture<Claim> claim(FunctionUrn function, int limit, Instant now, Instant leaseUntil) {
        String urn = function.toString();
        long at = now.toEpochMilli();
        return writer.submit(on -> {
            List<Attempt> attempts = on.query(Rows::attempt, """
                    UPDATE invocation SET status = 'RUNNING', attempt = attempt + 1, started_at = ?, due_at = ?
                    WHERE seq IN (SELECT seq FROM invocation
                                  WHERE status = 'WAIT' AND function = ? AND due_at <= ? AND expires_at > ?
                                  ORDER BY due_at, seq LIMIT ?)
                    RETURNING request_id, function, event, accepted_at, expires_at, attempt, failures""", at, leaseUntil.toEpochMilli(), urn, at, at, limit);
            Optional<Instant> nextDue = on.first(row -> Instant.ofEpochMilli(row.getLong(1)), """
                    SELECT due_at FROM invocation
                    WHERE status = 'WAIT' AND function = ? AND expires_at > ? ORDER BY due_at LIMIT 1""", urn, at);
            return new Claim(attempts, nextDue);
        });
    }

    @Override
    public CompletableFuture<Set<Attempt>> renew(Collection<Attempt> attempts, Instant leaseUntil) {
        return writer.submit(on -> {
            Set<Attempt> lost = new HashSet<>();
            for (Attempt attempt : attempts) {
                int renewed = on.update(
                        "UPDATE invocation SET due_at = ? WHERE request_id = ? AND status = 'RUNNING' AND attempt = ?",
                        leaseUntil.toEpochMilli(),
                        attempt.invocation().requestId().toString(),
                        attempt.number());
                if (renewed == 0) {
                    lost.add(attempt);
                }
            }
            return lost;
        });
    }

    /**
     * Invariants 2 and 4: only the running row with this very lease ends. Invariant 5: it ends or waits again, and what
     * follows is stored, in one transaction.
     */
    @Override
    public CompletableFuture<Boolean> settle(
            Attempt attempt, Settlement settlement, Optional<Invocation> next, Instant now) {
        return writer.submit(on -> end(on, InvocationStatus.RUNNING, attempt, settlement, next, now));
    }

    @Override
    public CompletableFuture<Boolean> discard(
            Attempt waiting, Settlement.Discarded reason, Optional<Invocation> next, Instant now) {
        return writer.submit(on -> end(on, InvocationStatus.WAIT, waiting, reason, next, now));
    }

    private static boolean end(
            Session on,
            InvocationStatus from,
            Attempt attempt,
            Settlement settlement,
            Optional<Invocation> next,
            Instant now)
            throws SQLException {
        String id = attempt.invocation().requestId().toString();
        Ending ending = Ending.of(settlement, attempt, now);
        int ended = on.update(
                """
                UPDATE invocation SET status = ?, due_at = ?, failures = ?, ended_at = ?,
                    error_code = ?, error_message = ?, result = ?
                WHERE request_id = ? AND status = ? AND attempt = ?""",
                ending.status().name(),
                ending.dueAt(),
                ending.failures(),
                ending.endedAt(),
                ending.code().number(),
                ending.message(),
                ending.result(),
                id,
                from.name(),
                attempt.number());
        if (ended == 0) {
            return false;
        }
        if (from == InvocationStatus.RUNNING) {
            recordAttempt(on, id, ending.status().name(), ending.message(), now);
        }
        if (next.isPresent()) {
            insert(on, next.get());
        }
        return true;
    }

    private static void recordAttempt(Session on, String id, String outcome, String message, Instant now)
            throws SQLException {
        on.update(
                "INSERT INTO attempt SELECT seq, attempt, started_at, ?, ?, ? FROM invocation WHERE request_id = ?",
                now.toEpochMilli(),
                outcome,
                message,
                id);
    }

    @Override
    public CompletableFuture<Integer> endLeases(Instant now) {
        long at = now.toEpochMilli();
        return writer.submit(on -> {
            on.update("""
                    INSERT INTO attempt SELECT seq, attempt, started_at, ?, 'LOST', 'its lease ended'
                    FROM invocation WHERE status = 'RUNNING' AND due_at <= ?""", at, at);
            return on.update(
                    "UPDATE invocation SET status = 'WAIT', due_at = ? WHERE status = 'RUNNING' AND due_at <= ?",
                    at,
                    at);
        });
    }

    @Override
    public CompletableFuture<List<Expired>> expired(Instant now, int limit) {
        return writer.submit(on -> on.query(
                row -> new Expired(Rows.attempt(row), row.getString("error_message")), """
                SELECT request_id, function, event, accepted_at, expires_at, attempt, failures, error_message
                FROM invocation WHERE status = 'WAIT' AND expires_at <= ? ORDER BY expires_at LIMIT ?""", now.toEpochMilli(), limit));
    }

    @Override
    public CompletableFuture<Integer> discardAll(FunctionUrn function, Settlement.Discarded reason, Instant now) {
        return writer.submit(on ->
                on.update("""
                UPDATE invocation SET status = 'DISCARD', ended_at = ?, error_code = ?, error_message = ?
                WHERE status = 'WAIT' AND function = ?""", now.toEpochMilli(), reason.code().number(), reason.message(), function.toString()));
    }

    @Override
    public CompletableFuture<Optional<InvocationStatus>> cancel(UUID requestId, FunctionUrn function, Instant now) {
        String id = requestId.toString();
        return writer.submit(on -> {
            Optional<InvocationStatus> before = on.first(
                    row -> InvocationStatus.valueOf(row.getString(1)),
                    "SELECT status FROM invocation WHERE request_id = ? AND function = ?",
                    id,
                    function.toString());
            if (before.isEmpty() || before.get().isEnd()) {
                return before;
            }
            boolean running = before.get() == InvocationStatus.RUNNING;
            InvocationStatus after = running ? InvocationStatus.FAIL : InvocationStatus.DISCARD;
            on.update(
                    "UPDATE invocation SET status = ?, ended_at = ?, error_code = ?, error_message = ? WHERE request_id = ?",
                    after.name(),
                    now.toEpochMilli(),
                    ErrorCode.CANCELED.number(),
                    CANCELED,
                    id);
            if (running) {
                recordAttempt(on, id, after.name(), CANCELED, now);
            }
            return Optional.of(after);
        });
    }

    @Override
    public CompletableFuture<Set<FunctionUrn>> functionsWithWaiting() {
        return writer.submit(on -> new HashSet<>(on.query(
                row -> FunctionUrn.parse(row.getString(1)),
                "SELECT function FROM tally WHERE what = 'WAIT' AND n > 0")));
    }

    @Override
    public CompletableFuture<Integer> purge(Instant endedBefore, long keep, int limit) {
        return writer.submit(on -> {
            long surplus = Rows.tally(on).retained() - keep;
            return on.update(
                            "DELETE FROM invocation WHERE seq IN (SELECT seq FROM invocation"
                                    + " WHERE ended_at IS NOT NULL ORDER BY ended_at LIMIT ?)",
                            Math.max(0, Math.min(limit, surplus)))
                    + on.update(
                            "DELETE FROM invocation WHERE seq IN (SELECT seq FROM invocation"
                                    + " WHERE ended_at IS NOT NULL AND ended_at < ? ORDER BY ended_at LIMIT ?)",
                            endedBefore.toEpochMilli(),
                            limit);
        });
    }

    @Override
    public boolean hasRoom() {
        return disk.hasRoom();
    }

    @Override
    public void close() {
        try {
            writer.close();
            session.close();
            database.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
