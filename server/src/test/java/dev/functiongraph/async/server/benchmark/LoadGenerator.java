package dev.functiongraph.async.server.benchmark;

import dev.functiongraph.async.server.TestServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * Load on some addresses in turn, over a number of connections. It is the project's own: of what Maven Central has,
 * nothing both keeps a fixed number of requests in progress and times one from when it was due.
 *
 * @param headers further ones of the requests of a connection, each line with its end
 */
record LoadGenerator(List<URI> targets, int connections, Function<URI, String> headers) {
    static final int ACCEPTED = 202;
    /** The significant ones that a histogram keeps. */
    static final int DIGITS = 3;

    private static final long GRACE_SECONDS = 60;
    /** Of an open loop, for threads and connections, before the first request is due. */
    private static final long SET_UP_NANOS = 200_000_000;

    /**
     * What came of it.
     *
     * @param accepted how many requests were answered with 202
     * @param errors how many were not
     * @param micros from when a request was due to the end of its 202
     */
    record Load(long accepted, long errors, double seconds, Histogram micros) {
        double perSecond() {
            return accepted / seconds;
        }
    }

    LoadGenerator(List<URI> targets, int connections) {
        this(targets, connections, target -> "");
    }

    LoadGenerator with(Function<URI, String> more) {
        return new LoadGenerator(targets, connections, more);
    }

    static LoadGenerator of(Candidate server, String function) throws IOException {
        return of(List.of(server), function);
    }

    static LoadGenerator of(List<Candidate> servers, String function) throws IOException {
        List<URI> targets = new ArrayList<>();
        for (Candidate server : servers) {
            targets.add(server.address().resolve(TestServer.path(function)));
        }
        return new LoadGenerator(targets, Run.CONNECTIONS);
    }

    private record Result(long errors, Histogram micros) {}

    /** Closed loop: the next request of a connection is due as soon as the last one is answered. */
    Load closed(Duration duration) throws IOException, TimeoutException {
        List<Connection> all =
                IntStream.range(0, connections).mapToObj(this::connection).toList();
        try (ClosedLoop loop = new ClosedLoop(all)) {
            return loop.run(duration);
        }
    }

    /**
     * Open loop: requests are due at a fixed rate, however slow the answers are. One that is sent late, because the
     * answer before it was, is timed from when it was due: no coordinated omission. Each connection has a thread, which
     * sends when it is due, to within some 50 µs; a selector waits for whole milliseconds.
     */
    Load open(Duration duration, double perSecond) throws InterruptedException, ExecutionException, TimeoutException {
        long interval = (long) (1e9 * connections / perSecond);
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            long begin = System.nanoTime() + SET_UP_NANOS;
            List<Future<Result>> results = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                long due = begin + interval * i / connections;
                Connection connection = connection(i);
                results.add(threads.submit(() -> send(connection, due, begin + duration.toNanos(), interval)));
            }
            Histogram micros = new Histogram(DIGITS);
            long errors = 0;
            for (Future<Result> result : results) {
                Result done = result.get(duration.toSeconds() + GRACE_SECONDS, TimeUnit.SECONDS);
                errors += done.errors();
                micros.add(done.micros());
            }
            return new Load(micros.getTotalCount(), errors, (System.nanoTime() - begin) / 1e9, micros);
        } finally {
            threads.shutdownNow();
        }
    }

    private Connection connection(int number) {
        URI target = targets.get(number % targets.size());
        return new Connection(target, headers.apply(target));
    }

    private static Result send(Connection connection, long firstDue, long end, long interval) throws IOException {
        Histogram micros = new Histogram(DIGITS);
        long errors = 0;
        try (connection) {
            connection.open();
            for (long due = firstDue; due < end; due += interval) {
                awaitDue(due);
                if (isAccepted(connection)) {
                    micros.recordValue((System.nanoTime() - due) / 1_000);
                } else {
                    errors++;
                }
            }
        }
        return new Result(errors, micros);
    }

    private static void awaitDue(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static boolean isAccepted(Connection connection) {
        try {
            return connection.post() == ACCEPTED;
        } catch (IOException e) {
            return false;
        }
    }
}
