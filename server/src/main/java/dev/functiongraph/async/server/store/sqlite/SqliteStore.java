package dev.functiongraph.async.server.store.sqlite;

import dev.functiongraph.async.server.invocation.InvocationMaintenance;
import dev.functiongraph.async.server.invocation.InvocationQueue;
import dev.functiongraph.async.server.invocation.InvocationRecords;
import dev.functiongraph.async.server.invocation.InvocationStore;
import dev.functiongraph.async.server.invocation.SteadyClock;
import dev.functiongraph.async.server.invocation.StoreException;
import dev.functiongraph.async.server.store.sql.Moment;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The store in one SQLite database: for one server, with nothing else installed. Thread-safe. */
public final class SqliteStore implements InvocationStore {
    private static final Logger log = LoggerFactory.getLogger(SqliteStore.class);
    /** More would wait for a processor instead of for each other. */
    private static final int READERS = Math.max(2, Runtime.getRuntime().availableProcessors());

    private static final int MAX_WAITING_WRITES = 10_000;

    private final SqliteDatabase database;
    private final SqliteRecords records;
    private final Session session;
    private final BatchWriter writer;
    private final SqliteQueue queue;
    private final SqliteMaintenance maintenance;

    /**
     * Takes a session over. What the last server was running waits again.
     *
     * @param wall the system's clock
     * @param nanos nanoseconds that only grow
     */
    private SqliteStore(
            SqliteDatabase database,
            SqliteRecords records,
            Session session,
            Path dataDir,
            Settings settings,
            Clock wall,
            LongSupplier nanos)
            throws IOException, SQLException {
        this.database = database;
        this.records = records;
        this.session = session;
        InvocationTable invocations = new InvocationTable(session);
        TallyTable tally = invocations.tally();
        SteadyClock clock = session.inTransaction(on -> begin(on, tally, settings, wall, nanos));
        WaitingCounts waiting = new WaitingCounts(session, tally, settings.backlog());
        AcceptanceTimes times = new AcceptanceTimes(session);
        DiskSpace disk = new DiskSpace(dataDir, settings.minFreeBytes());
        // Behind all that may fail, because it starts a thread.
        writer = new BatchWriter(session, database.guard(session), MAX_WAITING_WRITES);
        queue = new SqliteQueue(writer, clock, invocations, waiting, times, disk);
        maintenance = new SqliteMaintenance(writer, clock, settings, invocations, waiting, times, disk);
    }

    private static SteadyClock begin(Session on, TallyTable tally, Settings settings, Clock wall, LongSupplier nanos)
            throws SQLException {
        SteadyClock clock = ServerRow.clock(ServerRow.read(on), wall, nanos);
        Moment now = Moment.of(clock, clock.instant());
        int lost = LostAttempts.recover(on, tally, now, settings.isInProcess(), settings.afterCrash()::before);
        if (lost > 0) {
            log.warn("Attempts that ran when the last server ended without a word: {}; they are run again", lost);
        }
        ServerRow.write(on, clock, settings.backlog(), settings.minFreeBytes());
        return clock;
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
            return new SqliteStore(database, records, session, dataDir, settings, wall, nanos);
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
        return maintenance;
    }

    @Override
    public InvocationRecords records() {
        return records;
    }

    @Override
    public void close() {
        try {
            records.close();
            closeWriter();
            session.close();
            database.close();
        } catch (SQLException | IOException e) {
            throw new StoreException("the store cannot be closed", e);
        }
    }

    private void closeWriter() {
        try {
            writer.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
