package dev.functiongraph.async.server.runtime;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of one Java function, kept for its next attempts: to start one for each would cost a third of all that an
 * attempt costs. What a handler does to its thread ends with the attempt, but for its thread locals, which its function
 * finds again as it finds its static fields, and no other function does.
 *
 * <p>Of attempts that begin at the same moment, as after a commit, only the first has a thread woken, which has the
 * next one woken if more attempts wait, and so on. Where they are short, a few threads run all of them; to wake one for
 * each would cost a quarter of all that an event costs. Thread-safe.
 */
final class FunctionThreads {
    private static final String NAME = "function";
    private static final long IDLE_SECONDS = 10;

    private static final ClassLoader CLASS_LOADER = FunctionThreads.class.getClassLoader();

    private final AtomicInteger occupied = new AtomicInteger();
    private final Queue<Work> waiting = new ConcurrentLinkedQueue<>();
    /** Whether a thread has been woken that has not looked for work yet. */
    private final AtomicBoolean woken = new AtomicBoolean();

    private final ThreadPoolExecutor threads;

    /** In a group of their own: a handler that interrupts its group interrupts no other function, nor the server. */
    FunctionThreads() {
        this(new ThreadGroup(NAME));
    }

    private FunctionThreads(ThreadGroup group) {
        this(task -> {
            Thread thread = new Thread(group, task, NAME, 0, false);
            thread.setContextClassLoader(CLASS_LOADER);
            thread.setDaemon(true);
            return thread;
        });
    }

    FunctionThreads(ThreadFactory factory) {
        threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    }

    /** How many attempts run, or wait for a thread. */
    int occupied() {
        return occupied.get();
    }

    private record Work(Runnable attempt, Runnable next, Runnable refused) {}

    /**
     * Runs an attempt, and what follows from it, on a thread that is free, soon will be, or new.
     *
     * @param next begins when the attempt is no longer among the {@link #occupied}
     * @param refused called instead of both, possibly by the thread of another attempt, if no thread can be started
     */
    void run(Runnable attempt, Runnable next, Runnable refused) {
        occupied.incrementAndGet();
        waiting.add(new Work(attempt, next, refused));
        wakeOne();
    }

    /** Who adds work while a woken thread has not looked yet leaves it to that one. */
    private void wakeOne() {
        while (!waiting.isEmpty() && woken.compareAndSet(false, true)) {
            try {
                threads.execute(this::runWaiting);
                return;
            } catch (RuntimeException | Error e) {
                woken.set(false);
                Work work = waiting.poll();
                if (work != null) {
                    occupied.decrementAndGet();
                    work.refused.run();
                }
            }
        }
    }

    private void runWaiting() {
        woken.set(false);
        for (Work work = waiting.poll(); work != null; work = waiting.poll()) {
            // First: nobody knows how long the handler takes.
            wakeOne();
            run(work);
        }
    }

    private void run(Work work) {
        Thread.interrupted(); // By what the last attempt has left behind.
        try {
            work.attempt.run();
        } finally {
            reset(Thread.currentThread());
            occupied.decrementAndGet();
            work.next.run();
        }
    }

    /** The system is asked only for what the handler has changed: each of its calls costs more than a short handler. */
    @SuppressWarnings("ThreadPriorityCheck") // The handler may have set it.
    private static void reset(Thread thread) {
        Thread.interrupted();
        if (!thread.getName().equals(NAME)) {
            thread.setName(NAME);
        }
        if (thread.getPriority() != Thread.NORM_PRIORITY) {
            thread.setPriority(Thread.NORM_PRIORITY);
        }
        thread.setContextClassLoader(CLASS_LOADER);
        thread.setUncaughtExceptionHandler(null);
    }
}
