package dev.functiongraph.async.server.runtime;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of one Java function, kept for its next attempts: to start one for each would cost a third of all that an
 * attempt costs. What a handler does to its thread ends with the attempt, but for its thread locals, which its function
 * finds again as it finds its static fields, and no other function does. Thread-safe.
 */
final class FunctionThreads {
    private static final String NAME = "function";
    private static final long IDLE_SECONDS = 10;

    private final AtomicInteger occupied = new AtomicInteger();
    private final ClassLoader classLoader = FunctionThreads.class.getClassLoader();
    private final ThreadPoolExecutor threads;

    FunctionThreads(ThreadGroup group) {
        threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(group, task, NAME, 0, false);
                    thread.setContextClassLoader(classLoader);
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** How many are in use. */
    int occupied() {
        return occupied.get();
    }

    /**
     * Runs an attempt, and what follows from it, on a thread that is free or new.
     *
     * @param next begins when the thread no longer counts as in use
     * @throws OutOfMemoryError if no thread can be started
     */
    void run(Runnable attempt, Runnable next) {
        occupied.incrementAndGet();
        try {
            threads.execute(() -> {
                try {
                    attempt.run();
                } finally {
                    reset(Thread.currentThread());
                    occupied.decrementAndGet();
                    next.run();
                }
            });
        } catch (OutOfMemoryError e) {
            occupied.decrementAndGet();
            throw e;
        }
    }

    /** The system is asked only for what the handler has changed: each of its calls costs more than a short handler. */
    @SuppressWarnings("ThreadPriorityCheck") // The handler may have set it.
    private void reset(Thread thread) {
        Thread.interrupted();
        if (!thread.getName().equals(NAME)) {
            thread.setName(NAME);
        }
        if (thread.getPriority() != Thread.NORM_PRIORITY) {
            thread.setPriority(Thread.NORM_PRIORITY);
        }
        thread.setContextClassLoader(classLoader);
        thread.setUncaughtExceptionHandler(null);
    }
}
