package dev.functiongraph.async.server.store;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.Attempt;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** Keeps invocations in one SQLite database: for one server, with nothing else installed. */
public final class SqliteInvocationStore implements InvocationStore {
    private static final int MAX_WAITING_WRITES = 10_000;

    private final SqliteDatabase database;
    private final Session session;
    private final WaitingCounts waiting;
    private final BatchWriter writer;
    private final DiskSpace disk;

    private SqliteInvocationStore(SqliteDatabase database, Session session, DiskSpace disk) {
        this.database = database;
        this.session = session;
        this.waiting = new WaitingCounts(session);
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
                session.begin();
                InvocationTable.recover(session, System.currentTimeMillis());
                session.commit();
                return new SqliteInvocationStore(database, session, new DiskSpace(dataDir, minFreeBytes));
            } catch (SQLException e) {
                session.close();
                throw e;
            }
        } catch (SQLException e) {
            database.close();
            throw new IOException("the database in " + dataDir + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Invariants 1 and 8: the future completes after the commit, and only if there was room in the backlog. */
    @Override
    public CompletableFuture<Optional<String>> enqueue(Invocation invocation, Backlog limit) {
        return writer.submit(
                on -> {
                    Optional<String> refusal = waiting.add(invocation.function().toString(), limit);
                    if (refusal.isEmpty()) {
                        InvocationTable.insert(on, invocation);
                    }
                    return refusal;
                },
                on -> InvocationTable.withdraw(on, invocation.requestId()));
    }

    @Override
    public CompletableFuture<Claim> claim(FunctionUrn function, int limit, Instant now, Instant leaseUntil) {
        return writer.submit(on -> new Claim(
                InvocationTable.claim(on, function, limit, now, leaseUntil),
                InvocationTable.nextDue(on, function, now)));
    }

    @Override
    public CompletableFuture<Void> renew(Collection<Attempt> attempts, Instant leaseUntil) {
        return writer.submit(on -> {
            for (Attempt attempt : attempts) {
                InvocationTable.renew(on, attempt, leaseUntil);
            }
            return null;
        });
    }

    @Override
    public CompletableFuture<Boolean> settle(
            Attempt attempt, Settlement settlement, Optional<Invocation> next, Instant now) {
        return end(InvocationStatus.RUNNING, attempt, settlement, next, now);
    }

    @Override
    public CompletableFuture<Boolean> discard(
            Attempt waits, Settlement.Discarded reason, Optional<Invocation> next, Instant now) {
        return end(InvocationStatus.WAIT, waits, reason, next, now);
    }

    /** Invariant 5: an attempt ends, its invocation waits again, and what follows is stored, in one transaction. */
    private CompletableFuture<Boolean> end(
            InvocationStatus from, Attempt attempt, Settlement settlement, Optional<Invocation> next, Instant now) {
        return writer.submit(on -> {
            if (!InvocationTable.end(on, from, attempt, settlement, now)) {
                return false;
            }
            if (next.isPresent()) {
                InvocationTable.insert(on, next.get());
            }
            if (settlement instanceof Settlement.Requeued || next.isPresent()) {
                waiting.outdated();
            }
            return true;
        });
    }

    @Override
    public CompletableFuture<Integer> endLeases(Instant now) {
        return writer.submit(on -> {
            waiting.outdated();
            return InvocationTable.endLeases(on, now.toEpochMilli());
        });
    }

    @Override
    public CompletableFuture<List<Expired>> expired(Instant now, int limit) {
        return writer.submit(on -> InvocationTable.expired(on, now, limit));
    }

    @Override
    public CompletableFuture<Integer> discardAll(
            FunctionUrn function, Settlement.Discarded reason, Instant now, int limit) {
        return writer.submit(on -> InvocationTable.discardAll(on, function, reason, now, limit));
    }

    @Override
    public CompletableFuture<Optional<Canceled>> cancel(UUID requestId, FunctionUrn function, Instant now) {
        return writer.submit(on -> InvocationTable.cancel(on, requestId, function, now));
    }

    @Override
    public CompletableFuture<Set<FunctionUrn>> functionsWithWaiting() {
        return writer.submit(on -> {
            // Asked for every second: by then a tool beside this server may have made something wait.
            waiting.outdated();
            disk.reusable(InvocationTable.freeBytes(on));
            return InvocationTable.functionsWithWaiting(on);
        });
    }

    @Override
    public CompletableFuture<Integer> purge(Instant endedBefore, long keep, int limit) {
        return writer.submit(on -> InvocationTable.purge(on, endedBefore, keep, limit));
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
