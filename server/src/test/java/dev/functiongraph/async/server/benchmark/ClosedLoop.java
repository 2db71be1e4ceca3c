package dev.functiongraph.async.server.benchmark;

import dev.functiongraph.async.server.benchmark.LoadGenerator.Load;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;

/**
 * Load by one thread, which sends the next request of a connection as soon as the last one is answered. With a thread
 * for each connection, each answer would wake one, at the expense of the server on the same processors.
 */
final class ClosedLoop implements AutoCloseable {
    private static final long GRACE_MILLIS = 60_000;
    private static final int MAX_TRIES = 2;

    private final List<Caller> callers;
    private final Selector selector = Selector.open();
    private final Histogram micros = new Histogram(LoadGenerator.DIGITS);
    private long errors;
    private int inProgress;
    private long end;

    ClosedLoop(List<Connection> connections) throws IOException {
        this.callers = connections.stream().map(Caller::new).toList();
    }

    Load run(Duration duration) throws IOException, TimeoutException {
        for (Caller caller : callers) {
            open(caller);
        }
        long begin = System.nanoTime();
        end = begin + duration.toNanos();
        inProgress = callers.size();
        callers.forEach(this::next);
        while (inProgress > 0) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()) + GRACE_MILLIS;
            if (left <= 0) {
                throw new TimeoutException(inProgress + " requests are not answered");
            }
            selector.select(this::answered, left);
        }
        return new Load(micros.getTotalCount(), errors, (System.nanoTime() - begin) / 1e9, micros);
    }

    private void open(Caller caller) throws IOException {
        caller.connection.open();
        caller.connection.register(selector, caller);
    }

    /** Where its connection cannot be used, it tries another, and gives up if that cannot be either. */
    private void next(Caller caller) {
        boolean sent = false;
        for (int tries = 0; !sent && tries < MAX_TRIES && System.nanoTime() < end; tries++) {
            sent = send(caller);
        }
        if (!sent) {
            caller.connection.close();
            inProgress--;
        }
    }

    private boolean send(Caller caller) {
        try {
            if (!caller.connection.isOpen()) {
                open(caller);
            }
            caller.sent = System.nanoTime();
            caller.connection.send();
            return true;
        } catch (IOException e) {
            errors++;
            return false;
        }
    }

    private void answered(SelectionKey key) {
        Caller caller = (Caller) key.attachment();
        try {
            OptionalInt status = caller.connection.receive();
            if (status.isEmpty()) {
                return;
            }
            if (status.getAsInt() == LoadGenerator.ACCEPTED) {
                micros.recordValue((System.nanoTime() - caller.sent) / 1_000);
            } else {
                errors++;
            }
        } catch (IOException e) {
            errors++;
        }
        next(caller);
    }

    @Override
    public void close() throws IOException {
        selector.close();
        for (Caller caller : callers) {
            caller.connection.close();
        }
    }

    private static final class Caller {
        final Connection connection;
        long sent;

        Caller(Connection connection) {
            this.connection = connection;
        }
    }
}
