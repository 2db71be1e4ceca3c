package dev.functiongraph.async.server.store.sqlite;

import dev.functiongraph.async.server.invocation.InvocationMaintenance;
import dev.functiongraph.async.server.invocation.InvocationQueue;
import dev.functiongraph.async.server.invocation.InvocationRecords;
import dev.functiongraph.async.server.invocation.InvocationStore;
import dev.functiongraph.async.server.invocation.StoreException;
import dev.functiongraph.async.server.store.sql.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/** The store in one SQLite database: for one server, with nothing else installed. Thread-safe. */
public final class SqliteStore implements InvocationStore {
    /** More would wait for a processor instead of for each other. */
    private static final int READERS = Math.max(2, Runtime.getRuntime().availableProcessors());

    private final SqliteDatabase database;
    private final SqliteQueue queue;
    private final SqliteRecords records;

    private SqliteStore(SqliteDatabase database, SqliteQueue queue, SqliteRecords records) {
        this.database = database;
        this.queue = queue;
        this.records = records;
    }

    /** @throws IOException if the directory cannot be used, or another server uses it */
    public static SqliteStore open(Path dataDir, Settings settings) throws IOException {
        return open(dataDir, settings, Clock.systemUTC(), System::nanoTime, UnaryOperator.identity());
    }

    /** @param through what the writer's connection is led through: tests let statements fail there */
    static SqliteStore open(
            Path dataDir, Settings settings, Clock wall, LongSupplier nanos, UnaryOperator<Connection> through)
            throws IOException {
        Deque<AutoCloseable> opened = new ArrayDeque<>();
        try {
            SqliteDatabase database = SqliteDatabase.openForServer(dataDir);
            opened.push(database);
            SqliteRecords records = SqliteRecords.of(database, READERS);
            opened.push(records);
            Session session = database.connectForWriting(through);
            opened.push(session);
            // Last, because it starts the writer's thread.
            SqliteQueue queue = new SqliteQueue(session, database.guard(session), dataDir, settings, wall, nanos);
            return new SqliteStore(database, queue, records);
        } catch (SQLException e) {
            close(opened, e);
            throw SqliteDatabase.unusable(dataDir, e);
        } catch (IOException | RuntimeException e) {
            close(opened, e);
            throw e;
        }
    }

    private static void close(Deque<AutoCloseable> opened, Exception cause) {
        for (AutoCloseable one : opened) {
            try {
                one.close();
            } catch (Exception e) {
                cause.addSuppressed(e);
            }
        }
    }

    @Override
    public InvocationQueue queue() {
        return queue;
    }

    @Override
    public InvocationMaintenance maintenance() {
        return queue;
    }

    @Override
    public InvocationRecords records() {
        return records;
    }

    @Override
    public void close() {
        try {
            records.close();
            queue.close();
            database.close();
        } catch (SQLException | IOException e) {
            throw new StoreException("the store cannot be closed", e);
        }
    }
}
