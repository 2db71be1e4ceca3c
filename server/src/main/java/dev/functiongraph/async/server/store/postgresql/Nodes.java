package dev.functiongraph.async.server.store.postgresql;

import dev.functiongraph.async.server.invocation.SteadyClock;
import dev.functiongraph.async.server.invocation.StoreException;
import dev.functiongraph.async.server.store.sql.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes that share the database, seen from one of them: it says that it lives, and finds out who does not. Nothing
 * but the database's clock decides that. Thread-safe.
 */
final class Nodes implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Nodes.class);
    private static final int TRIES = 20;

    private static final String REGISTER = """
            INSERT INTO node (place, address, version, functions)
            SELECT place, ?, ?, ?::text[] FROM generate_series(0, ?) AS place
            WHERE NOT EXISTS (SELECT FROM node WHERE node.place = place.place)
            ORDER BY random() LIMIT 1
            ON CONFLICT DO NOTHING RETURNING id, place""";
    private static final String SILENT = "heartbeat < clock_timestamp() - ? * interval '1 millisecond'";
    private static final String BEAT = """
            WITH kept AS (UPDATE cluster SET steady = greatest(steady, ?) WHERE id = 1)
            UPDATE node SET heartbeat = clock_timestamp(), functions = ?::text[] WHERE id = ?
            RETURNING (extract(epoch FROM clock_timestamp()) * 1000000)::bigint, (SELECT count(*) FROM node),
                EXISTS (SELECT FROM node WHERE %s)""".formatted(SILENT);
    private static final String SERVE = "UPDATE node SET functions = ?::text[] WHERE id = ?";
    private static final String BURY = """
            DELETE FROM node WHERE %s
            RETURNING id, address, round(extract(epoch FROM clock_timestamp() - heartbeat))""".formatted(SILENT);
    private static final String LEAVE = "DELETE FROM node WHERE id = ?";

    private final Connections connections;
    private final NodeSettings settings;
    private final SteadyClock clock;
    private final Consumer<Instant> time;
    private final StoreThreads threads;
    private final CountedWrites.Work<?> chores;
    private final DatabaseIncidents incidents;
    private final ScheduledExecutorService timer =
            Executors.newScheduledThreadPool(2, task -> new Thread(task, "heartbeat"));
    private volatile Node self;
    private volatile List<String> functions = List.of();
    private volatile Runnable whenCutOff = () -> {};
    private volatile int count = 1;
    private int beats;
    private boolean someAreSilent;
    private long watchingSince = System.nanoTime();
    private volatile long lastBeat = System.nanoTime();
    private volatile boolean told;

    /**
     * Makes this node known.
     *
     * @param time is told the database's time
     * @param chores what any node has to do once in a while
     */
    Nodes(
            Connections connections,
            NodeSettings settings,
            SteadyClock clock,
            Consumer<Instant> time,
            StoreThreads threads,
            CountedWrites.Work<?> chores,
            DatabaseIncidents incidents)
            throws SQLException {
        this.connections = connections;
        this.settings = settings;
        this.clock = clock;
        this.time = time;
        this.threads = threads;
        this.chores = chores;
        this.incidents = incidents;
        this.self = register();
    }

    void start() {
        long interval = settings.heartbeat().toMillis();
        timer.scheduleWithFixedDelay(this::beat, interval, interval, TimeUnit.MILLISECONDS);
        // On a thread of its own: a heartbeat may hang.
        timer.scheduleWithFixedDelay(this::stopIfCutOff, interval, interval / 4 + 1, TimeUnit.MILLISECONDS);
    }

    /** This node, as the others know it. */
    Node self() {
        return isCutOff() ? self.cutOff() : self;
    }

    /** Whether the others may take this node for dead a heartbeat from now: what it runs must have ended by then. */
    boolean isCutOff() {
        return System.nanoTime() - lastBeat
                > settings.silence().minus(settings.heartbeat()).toNanos();
    }

    /** How many nodes there were at the last heartbeat. */
    int count() {
        return count;
    }

    private Node register() throws SQLException {
        for (int i = 0; i < TRIES; i++) {
            Optional<Node> node = connections.heartbeat(on -> on.first(
                    row -> new Node(row.getInt("id"), new SequenceNumbers(row.getInt("place"))),
                    REGISTER,
                    settings.address(),
                    settings.version(),
                    on.array("text", functions),
                    SequenceNumbers.PLACES - 1));
            if (node.isPresent()) {
                return node.get();
            }
        }
        throw new StoreException(
                "the database has no place for a further node; it knows " + SequenceNumbers.PLACES + " already", null);
    }

    /** @param urns of the functions that this node serves from now on: others leave what waits for them alone */
    CompletableFuture<Void> serve(Collection<String> urns) {
        functions = List.copyOf(urns);
        // Should this fail, the next heartbeat says it.
        return threads.write((on, tally) -> on.update(SERVE, on.array("text", functions), self.id()))
                .thenRun(() -> {});
    }

    /** @param stop called when the others may take this node for dead */
    void onCutOff(Runnable stop) {
        whenCutOff = stop;
    }

    private void beat() {
        try {
            long now = System.nanoTime();
            if (!connections.heartbeatAlone(this::beat)) {
                whenCutOff.run();
                self = register();
                log.error(
                        "This node was silent for longer than {} ms, and the others have taken it for dead:"
                                + " what it ran is stopped here, and runs again",
                        settings.silence().toMillis());
            }
            lastBeat = now;
            told = false;
            if (beats++ % count == 0 || someAreSilent) {
                lookAfterOthers();
            }
            incidents.ended();
        } catch (SQLException | RuntimeException e) {
            // While this node sees nothing, it cannot know who is silent.
            watchingSince = System.nanoTime();
            incidents.failed(e, false);
        }
    }

    /** One of the nodes does it in the time of a heartbeat; each does, where one is silent. */
    private void lookAfterOthers() {
        boolean mayBury = System.nanoTime() - watchingSince > settings.silence().toNanos();
        threads.write((on, tally) -> {
            if (mayBury) {
                bury(on);
            }
            // What the dead ran waits again with the same transaction.
            return chores.on(on, tally);
        });
    }

    private void stopIfCutOff() {
        if (isCutOff()) {
            if (!told) {
                log.error("This node cannot say that it lives; what it runs is stopped before others start it");
            }
            told = true;
            whenCutOff.run();
        }
    }

    private boolean beat(Session on) throws SQLException {
        Optional<Long> micros = on.first(
                row -> {
                    count = row.getInt(2);
                    someAreSilent = row.getBoolean(3);
                    return row.getLong(1);
                },
                BEAT,
                clock.instant().toEpochMilli(),
                on.array("text", functions),
                self.id(),
                settings.silence().toMillis());
        micros.ifPresent(now -> time.accept(Instant.EPOCH.plusNanos(now * 1_000)));
        return micros.isPresent();
    }

    private void bury(Session on) throws SQLException {
        on.query(
                row -> {
                    log.warn(
                            "Node {} at {} has been silent for {} s; what it ran runs again",
                            row.getInt(1),
                            row.getString(2),
                            row.getLong(3));
                    return row.getInt(1);
                },
                BURY,
                settings.silence().toMillis());
    }

    /** Takes this node's leave: what it has not settled is free for the others. */
    @Override
    public void close() {
        timer.shutdownNow();
        try {
            timer.awaitTermination(settings.heartbeat().toMillis(), TimeUnit.MILLISECONDS);
            connections.heartbeat(on -> {
                return on.update(LEAVE, self.id());
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            log.warn("This node could not take its leave of the others; they will notice", e);
        }
    }
}
