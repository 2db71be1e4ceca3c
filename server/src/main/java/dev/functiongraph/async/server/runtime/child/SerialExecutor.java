package dev.functiongraph.async.server.runtime.child;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An executor that runs one task at a time, in the order in which they come: what only its tasks use needs no lock.
 * Whoever hands a task over runs it, unless another thread is running one; then that thread runs it next. A thread of
 * its own would have to be woken for most of them, which takes longer than they do. Thread-safe.
 */
final class SerialExecutor implements Executor {
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unfinished = new AtomicInteger();
    private final Queue<Runnable> following = new ConcurrentLinkedQueue<>();

    /** @param task short; throws nothing */
    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (unfinished.getAndIncrement() == 0) {
            do {
                tasks.remove().run();
            } while (unfinished.decrementAndGet() > 0);
            runFollowing();
        }
    }

    /** Runs something behind the tasks, beside which others may run by then. It throws nothing. */
    void follow(Runnable task) {
        following.add(task);
        if (unfinished.get() == 0) {
            runFollowing();
        }
    }

    private void runFollowing() {
        for (Runnable task = following.poll(); task != null; task = following.poll()) {
            task.run();
        }
    }
}
