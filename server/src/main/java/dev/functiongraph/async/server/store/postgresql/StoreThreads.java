package dev.functiongraph.async.server.store.postgresql;

import dev.functiongraph.async.server.invocation.StoreException;
import dev.functiongraph.async.server.process.OutOfMemory;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads for writes that are not made in batches, each in a transaction of its own. Thread-safe. */
final class StoreThreads implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int MAX_WAITING = 1_000;
    private static final long CLOSE_LIMIT_SECONDS = 10;

    private final CountedWrites writes;
    private final DatabaseIncidents incidents;
    private final ThreadPoolExecutor threads =
            (ThreadPoolExecutor) Executors.newFixedThreadPool(THREADS, task -> new Thread(task, "store-write"));

    StoreThreads(CountedWrites writes, DatabaseIncidents incidents) {
        this.writes = writes;
        this.incidents = incidents;
    }

    <T> CompletableFuture<T> write(CountedWrites.Work<T> work) {
        return run(future -> writes.write((on, tally) -> {
            future.begin();
            return work.on(on, tally);
        }));
    }

    /** The same of what makes its transactions by itself. */
    <T> CompletableFuture<T> run(Work<T> work) {
        WriteFuture<T> future = new WriteFuture<>();
        try {
            if (threads.getQueue().size() >= MAX_WAITING) {
                throw new RejectedExecutionException();
            }
            threads.execute(() -> make(work, future));
        } catch (RejectedExecutionException e) {
            future.completeExceptionally(
                    new StoreException(threads.isShutdown() ? "the store is closed" : "too many writes wait", null));
        }
        return future;
    }

    private <T> void make(Work<T> work, WriteFuture<T> future) {
        if (future.isDone()) {
            return;
        }
        try {
            T result = work.of(future);
            incidents.ended();
            future.complete(result);
        } catch (SQLException | RuntimeException | Error e) {
            OutOfMemory.check(e);
            future.completeExceptionally(incidents.failed(e, true));
        }
    }

    @FunctionalInterface
    interface Work<T> {
        T of(WriteFuture<T> future) throws SQLException;
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            threads.awaitTermination(CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
