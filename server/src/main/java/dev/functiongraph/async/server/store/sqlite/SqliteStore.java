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
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/** The store in one SQLite database: for one server, with nothing else installed. Thread-safe. */
public final class SqliteStore implements InvocationStore {
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
        SqliteDatabase database = SqliteDatabase.openForServer(dataDir);
        try {
            Session session = database.connectForWriting(through);
            try {
                SqliteQueue queue = new SqliteQueue(session, database.guard(session), dataDir, settings, wall, nanos);
                return new SqliteStore(database, queue, SqliteRecords.of(database));
            } catch (SQLException | IOException | RuntimeException e) {
                session.close();
                throw e;
            }
        } catch (SQLException e) {
            database.close();
            throw SqliteDatabase.unusable(dataDir, e);
        } catch (IOException | RuntimeException e) {
            database.close();
            throw e;
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
