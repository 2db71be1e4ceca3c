package dev.functiongraph.async.server.benchmark;

import dev.functiongraph.async.server.benchmark.LoadGenerator.Load;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;

/**
 * Load by one thread, which sends the next request of a connection as soon as the last one is answered. With a thread
 * for each connection, each answer would wake one, at the expense of the server on the same processors.
 */
final class ClosedLoop implements AutoCloseable {
    private static final long GRACE_MILLIS = 60_000;

    private final List<Connection> connections;
    private final Selector selector = Selector.open();
    private final Histogram micros = new Histogram(LoadGenerator.DIGITS);
    private long errors;
    private int inProgress;
    private long end;

    ClosedLoop(List<Connection> connections) throws IOException {
        this.connections = connections;
    }

    Load run(Duration duration) throws IOException, TimeoutException {
        for (Connection connection : connections) {
            open(new Caller(connection));
        }
        long begin = System.nanoTime();
        end = begin + duration.toNanos();
        inProgress = connections.size();
        selector.keys().forEach(key -> next((Caller) key.attachment()));
        while (inProgress > 0) {
            if (selector.select(this::answered, GRACE_MILLIS) == 0) {
                throw new TimeoutException("no answer came in " + GRACE_MILLIS + " ms");
            }
        }
        return new Load(micros.getTotalCount(), errors, (System.nanoTime() - begin) / 1e9, micros);
    }

    private void open(Caller caller) throws IOException {
        caller.connection.open();
        caller.connection.register(selector, caller);
    }

    private void next(Caller caller) {
        while (System.nanoTime() < end) {
            try {
                if (!caller.connection.isOpen()) {
                    open(caller);
                }
                caller.sent = System.nanoTime();
                caller.connection.send();
                return;
            } catch (IOException e) {
                errors++;
            }
        }
        inProgress--;
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
        for (Connection connection : connections) {
            connection.close();
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
