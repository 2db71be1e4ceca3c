package dev.functiongraph.async.server.benchmark.peers;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.LoggerFactory;

/**
 * A peer in a process of its own: {@code PEER DATABASE THREADS EVENT}. Each line of its input is a number of
 * milliseconds. For so long, threads enqueue jobs, each one job after the other; then it waits until all are done, and
 * says how many there were, and how many could not be enqueued.
 */
public final class PeerMain {
    static final LongAdder EXECUTED = new LongAdder();

    /** More than so many open jobs gain nothing, and would take long to be done. */
    private static final long MAX_OPEN = 20_000;

    private static final long PAUSE_NANOS = 1_000_000;
    private static final long POLL_MILLIS = 100;

    private final LongAdder enqueued = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final DataSource database;
    private final Peer peer;
    private final int threads;
    private final String event;

    private PeerMain(DataSource database, Peer peer, int threads, String event) {
        this.database = database;
        this.peer = peer;
        this.threads = threads;
        this.event = event;
    }

    public static void main(String[] arguments) throws Exception {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        // What they tell of each job would be written by the threads that run them.
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
        int threads = Integer.parseInt(arguments[2]);
        try (PeerDatabase database =
                arguments[1].equals("sqlite") ? PeerDatabase.sqlite() : PeerDatabase.postgres(threads)) {
            System.out.println("database process " + database.pid());
            try (Peer peer = start(arguments[0], database)) {
                PeerMain main = new PeerMain(database.source(), peer, threads, arguments[3]);
                for (String line = input.readLine(); line != null; line = input.readLine()) {
                    System.out.println("done " + main.run(Duration.ofMillis(Long.parseLong(line))));
                }
            }
        }
        // The peers' threads are not all daemons.
        System.exit(0);
    }

    private static Peer start(String name, PeerDatabase database) throws SQLException {
        return name.equals("db-scheduler") ? DbSchedulerPeer.start(database) : JobRunrPeer.start(database);
    }

    private String run(Duration duration) throws SQLException, InterruptedException {
        long enqueuedBefore = enqueued.sum();
        long failedBefore = failed.sum();
        long end = System.nanoTime() + duration.toNanos();
        ExecutorService callers = Executors.newFixedThreadPool(threads);
        for (int i = 0; i < threads; i++) {
            callers.execute(() -> enqueueUntil(end));
        }
        callers.shutdown();
        callers.awaitTermination(1, TimeUnit.HOURS);
        while (openJobs() > 0) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return (enqueued.sum() - enqueuedBefore) + " " + (failed.sum() - failedBefore);
    }

    private void enqueueUntil(long end) {
        while (System.nanoTime() < end) {
            if (enqueued.sum() - EXECUTED.sum() > MAX_OPEN) {
                LockSupport.parkNanos(PAUSE_NANOS);
                continue;
            }
            try {
                peer.enqueue(event);
                enqueued.increment();
            } catch (RuntimeException e) {
                failed.increment();
                e.printStackTrace();
            }
        }
    }

    private long openJobs() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(peer.openJobsSql())) {
            result.next();
            return result.getLong(1);
        }
    }
}
