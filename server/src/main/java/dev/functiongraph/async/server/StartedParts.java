package dev.functiongraph.async.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of a server that have started. They are stopped in the reverse order, each even if another fails to. */
final class StartedParts implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StartedParts.class);

    private final Deque<Callable<Void>> stops = new ArrayDeque<>();

    /** How a part is stopped. */
    @FunctionalInterface
    interface Stop<T> {
        void stop(T part) throws Exception;
    }

    /** @return the part itself; one that stops in two steps may be added twice */
    <T> T add(T part, Stop<T> stop) {
        stops.push(() -> {
            stop.stop(part);
            return null;
        });
        return part;
    }

    @Override
    public void close() {
        while (!stops.isEmpty()) {
            try {
                stops.pop().call();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                log.error("A part of the server failed to stop cleanly", e);
            }
        }
    }
}
