package dev.functiongraph.async.server.runtime.child;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread that reads the output of all processes: at once where there is much of it, else every now and then.
 * Thread-safe.
 */
final class OutputReader implements AutoCloseable {
    private static final long MIN_PAUSE_MILLIS = 1;
    /** A process that begins to write much waits so long at most, once. */
    private static final long MAX_PAUSE_MILLIS = 50;

    private final Set<ChildOutput> outputs = ConcurrentHashMap.newKeySet();
    private final Thread thread = new Thread(this::run, "function-output");

    OutputReader() {
        thread.setDaemon(true);
        thread.start();
    }

    void add(ChildOutput output) {
        outputs.add(output);
    }

    void remove(ChildOutput output) {
        outputs.remove(output);
    }

    private void run() {
        long pause = MAX_PAUSE_MILLIS;
        while (!Thread.currentThread().isInterrupted()) {
            pause = readAll() ? MIN_PAUSE_MILLIS : Math.min(2 * pause, MAX_PAUSE_MILLIS);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
        }
    }

    private boolean readAll() {
        boolean any = false;
        for (ChildOutput output : outputs) {
            if (output.read()) {
                any = true;
            }
        }
        return any;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
