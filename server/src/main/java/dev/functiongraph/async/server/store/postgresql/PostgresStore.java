package dev.functiongraph.async.server.store.postgresql;

import dev.functiongraph.async.server.invocation.InvocationMaintenance;
import dev.functiongraph.async.server.invocation.InvocationQueue;
import dev.functiongraph.async.server.invocation.InvocationRecords;
import dev.functiongraph.async.server.invocation.InvocationStore;
import dev.functiongraph.async.server.invocation.SteadyClock;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The store in a PostgreSQL database, which any number of nodes share. Thread-safe. */
public final class PostgresStore implements InvocationStore {
    private static final String NOW = "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint";
    private static final String JOIN = """
            INSERT INTO cluster (id, steady, max_backlog, max_function_backlog) VALUES (1, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET steady = greatest(cluster.steady, excluded.steady),
                max_backlog = excluded.max_backlog, max_function_backlog = excluded.max_function_backlog
            RETURNING steady""";

    private final PostgresDatabase database;
    private final StoreThreads threads;
    private final Nodes nodes;
    private final PostgresQueue queue;
    private final PostgresMaintenance maintenance;
    private final PostgresRecords records;

    private PostgresStore(
            PostgresDatabase database, Settings settings, NodeSettings node, Duration partition, Time time)
            throws SQLException {
        this.database = database;
        Connections connections = Connections.of(database);
        DatabaseIncidents incidents = new DatabaseIncidents(database.place());
        SteadyClock clock = new SteadyClock(time.wall, time.nanos, join(connections, settings, time.wall.instant()));
        RecordPartitions partitions = new RecordPartitions(partition);
        LostAttempts lost = new LostAttempts(settings.isInProcess(), settings.afterCrash());
        CountedWrites.Work<?> chores = (on, tally) -> {
            partitions.create(on, clock.wallTime().toEpochMilli());
            lost.requeue(on, tally, clock.instant(), clock.wallTime().toEpochMilli());
            return on;
        };
        FunctionIds functions = new FunctionIds(connections);
        BacklogCounts backlog = new BacklogCounts(settings.backlog());
        CountedWrites writes = new CountedWrites(connections, backlog);
        writes.write(chores);
        connections.writing(on -> backlog.read(on, functions));
        threads = new StoreThreads(writes, incidents);
        nodes = new Nodes(connections, node, clock, time.set, threads, chores, incidents);
        Shares shares = new Shares(connections);
        queue = new PostgresQueue(writes, functions, shares, backlog, nodes::self, clock, threads, incidents);
        maintenance =
                new PostgresMaintenance(connections, functions, shares, backlog, clock, threads, partitions, nodes);
        records = new PostgresRecords(
                connections,
                () -> database.hasReaders() ? Optional.empty() : incidents.lasting(),
                incidents::readFailed);
        nodes.start();
    }

    private static Instant join(Connections connections, Settings settings, Instant now) throws SQLException {
        return connections.write(on -> on.first(
                        row -> Instant.ofEpochMilli(row.getLong(1)),
                        JOIN,
                        now.toEpochMilli(),
                        settings.backlog().inAll(),
                        settings.backlog().perFunction())
                .orElseThrow());
    }

    /**
     * @param partition how long the time is whose records are dropped together
     * @throws IOException if the database cannot be used
     */
    public static PostgresStore open(PostgresSettings at, Settings settings, NodeSettings node, Duration partition)
            throws IOException {
        PostgresDatabase database = PostgresDatabase.openForServer(at);
        return closingOnFailure(database, at, () -> {
            long micros = Connections.of(database)
                    .heartbeat(on -> on.first(row -> row.getLong(1), NOW).orElseThrow());
            DatabaseClock clock = new DatabaseClock(Instant.EPOCH.plusNanos(micros * 1_000));
            return new PostgresStore(database, settings, node, partition, new Time(clock, clock::nanos, clock::set));
        });
    }

    /** @param wall in place of the database's clock */
    static PostgresStore open(
            PostgresSettings at,
            Settings settings,
            NodeSettings node,
            Duration partition,
            Clock wall,
            LongSupplier nanos)
            throws IOException {
        PostgresDatabase database = PostgresDatabase.openForServer(at);
        return closingOnFailure(
                database,
                at,
                () -> new PostgresStore(database, settings, node, partition, new Time(wall, nanos, now -> {})));
    }

    private static PostgresStore closingOnFailure(PostgresDatabase database, PostgresSettings at, Opening opening)
            throws IOException {
        try {
            return opening.open();
        } catch (SQLException e) {
            database.close();
            throw PostgresDatabase.unusable(at, e);
        } catch (RuntimeException e) {
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
        return maintenance;
    }

    @Override
    public InvocationRecords records() {
        return records;
    }

    @Override
    public void close() {
        queue.close();
        threads.close();
        nodes.close();
        database.close();
    }

    @FunctionalInterface
    private interface Opening {
        PostgresStore open() throws SQLException;
    }

    /** @param set is told what the database's clock says */
    private record Time(Clock wall, LongSupplier nanos, Consumer<Instant> set) {}
}
