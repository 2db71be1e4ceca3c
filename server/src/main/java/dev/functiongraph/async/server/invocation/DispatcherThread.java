package dev.functiongraph.async.server.invocation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that repeats a task when it asks for it or is woken, until it is closed. */
final class DispatcherThread implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DispatcherThread.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final long CLOSE_LIMIT_MILLIS = 10_000;

    private final Semaphore woken = new Semaphore(0);
    private final Clock clock;
    private @Nullable Thread thread;

    DispatcherThread(Clock clock) {
        this.clock = clock;
    }

    /** @param task returns when it wants to be repeated if nobody wakes it before */
    synchronized void start(Supplier<Instant> task) {
        thread = new Thread(() -> repeat(task), "dispatcher");
        thread.start();
    }

    /** The task has something to do. Returns at once; any thread. */
    void wake() {
        if (woken.availablePermits() == 0) {
            woken.release();
        }
    }

    private void repeat(Supplier<Instant> task) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Instant next = once(task);
                long untilNext = Duration.between(clock.instant(), next).toMillis() + 1;
                woken.tryAcquire(Math.max(0, untilNext), TimeUnit.MILLISECONDS);
                woken.drainPermits();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private Instant once(Supplier<Instant> task) {
        try {
            return task.get();
        } catch (RuntimeException | Error e) {
            // An Error too: without this thread nothing would ever be run again.
            if (!StoreException.isLogged(e)) {
                log.error("Dispatching failed; will retry", e);
            }
            return clock.instant().plus(AFTER_FAILURE);
        }
    }

    /** Returns when the task no longer runs, or hangs for too long. */
    @Override
    public synchronized void close() throws InterruptedException {
        if (thread != null) {
            thread.interrupt();
            thread.join(CLOSE_LIMIT_MILLIS);
        }
    }
}
