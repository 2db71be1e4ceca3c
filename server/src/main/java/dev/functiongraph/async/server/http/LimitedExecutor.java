package dev.functiongraph.async.server.http;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An executor that runs tasks on at most so many threads of another. Where many short tasks come at once, as after a
 * commit, one thread runs them one after the other, and not a thread is woken for each. Thread-safe.
 */
final class LimitedExecutor implements Executor {
    private final Executor threads;
    private final int max;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger running = new AtomicInteger();

    LimitedExecutor(Executor threads, int max) {
        this.threads = threads;
        this.max = max;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (begin()) {
            try {
                threads.execute(this::runAll);
            } catch (RuntimeException | Error e) {
                running.decrementAndGet();
                tasks.remove(task);
                throw e;
            }
        }
    }

    private boolean begin() {
        int now = running.get();
        while (now < max) {
            if (running.compareAndSet(now, now + 1)) {
                return true;
            }
            now = running.get();
        }
        return false;
    }

    private void runAll() {
        do {
            try {
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
            } finally {
                running.decrementAndGet();
            }
        } while (!tasks.isEmpty() && begin());
    }
}
