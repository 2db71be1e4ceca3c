package dev.functiongraph.async.server.store.postgresql;

import dev.functiongraph.async.server.invocation.StoreException;
import dev.functiongraph.async.server.process.OutOfMemory;
import dev.functiongraph.async.server.store.sql.Session;
import dev.functiongraph.async.server.store.sql.TallyChanges;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that makes writes of one kind. What has gathered while a transaction was under way goes into the next one,
 * as one statement for all. Thread-safe.
 */
final class Batches<W extends Batches.Write<?>> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Batches.class);
    private static final int MAX_BATCH = 1_000;
    private static final int MAX_WAITING = 10_000;
    private static final long CLOSE_LIMIT_MILLIS = 10_000;
    private static final long MAX_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LAST_PAUSE_MILLIS = 1_000;

    private final BlockingQueue<W> queue = new ArrayBlockingQueue<>(MAX_WAITING);
    private final CountedWrites writes;
    private final Transaction<W> transaction;
    private final DatabaseIncidents incidents;
    private final Thread thread;
    /** In the thread alone. */
    private boolean committing;

    private volatile boolean closed;

    Batches(String name, CountedWrites writes, Transaction<W> transaction, DatabaseIncidents incidents) {
        this.writes = writes;
        this.transaction = transaction;
        this.incidents = incidents;
        this.thread = new Thread(this::run, name);
        thread.start();
    }

    /** A transaction for many writes. */
    interface Transaction<W> {
        /** What is to be known before; the writes are not under way yet. */
        void prepare(List<W> batch) throws SQLException;

        /** Sets the results of the writes. */
        void make(Session on, TallyChanges tally, List<W> batch) throws SQLException;

        /** Their results are on stable storage. */
        void committed(List<W> batch);
    }

    /** A write that somebody waits for. */
    abstract static class Write<T> {
        final WriteFuture<T> future = new WriteFuture<>();
        private T result;
        /** Whether it may have taken effect. */
        private boolean open;

        /** @param first what there is to say until the transaction says otherwise */
        Write(T first) {
            result = first;
        }

        T result() {
            return result;
        }

        void result(T result) {
            this.result = result;
        }

        final void complete() {
            future.complete(result);
        }

        /** @return whether it is to be made again, since nobody knows whether an earlier try has taken effect */
        final boolean failed(StoreException told, boolean repeats) {
            open |= told.isOutcomeUnknown();
            if (open && repeats && repeat()) {
                return true;
            }
            future.completeExceptionally(open ? StoreException.unknown("the database was lost meanwhile", told) : told);
            return false;
        }

        /** Whether it can be made again where nobody knows whether it was made: it must not count twice then. */
        boolean repeat() {
            return false;
        }
    }

    void submit(W write) {
        CompletableFuture<?> future = write.future;
        if (closed || !queue.offer(write)) {
            future.completeExceptionally(
                    new StoreException(closed ? "the store is closed" : "too many writes wait", null));
            return;
        }
        // Invariant 8: what nobody waits for any more does not keep its place, and its event, in the queue.
        future.whenComplete((result, failure) -> {
            if (future.isCancelled()) {
                queue.remove(write);
            }
        });
    }

    private void run() {
        List<W> batch = new ArrayList<>(MAX_BATCH);
        while (!closed || !queue.isEmpty()) {
            try {
                batch.add(queue.take());
            } catch (InterruptedException e) {
                continue; // closed: write what still waits
            }
            queue.drainTo(batch, MAX_BATCH - 1);
            long began = System.nanoTime();
            commit(batch);
            batch.clear();
            gather(System.nanoTime() - began);
        }
    }

    /**
     * Leaves as much time between transactions as they take. Whoever writes alone does not notice; where the database
     * is the bottleneck, its nodes share it in fewer and larger transactions.
     */
    private void gather(long tookNanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(Math.min(tookNanos, MAX_PAUSE_NANOS));
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private void commit(List<W> batch) {
        long pause = FIRST_PAUSE_MILLIS;
        while (!batch.isEmpty() && !tryToCommit(batch)) {
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                closed = true;
            }
            pause = Math.min(2 * pause, LAST_PAUSE_MILLIS);
        }
    }

    /** @return false if the batch, or what is left of it, is to be made again */
    private boolean tryToCommit(List<W> batch) {
        committing = false;
        try {
            transaction.prepare(batch);
            writes.write((on, tally) -> {
                batch.removeIf(write -> !write.future.begin());
                if (!batch.isEmpty()) {
                    transaction.make(on, tally, batch);
                }
                committing = true;
                return batch;
            });
        } catch (SQLException | RuntimeException | Error e) {
            OutOfMemory.check(e);
            // An Error too: without this thread nothing would ever be written again.
            failed(batch, e);
            return batch.isEmpty();
        }
        if (!batch.isEmpty()) {
            incidents.ended();
            transaction.committed(batch);
            batch.forEach(Write::complete);
        }
        return true;
    }

    /** Leaves in the batch what is to be made again. */
    private void failed(List<W> batch, Throwable cause) {
        boolean isSplit = batch.size() > 1 && PostgresFailure.of(cause).isOfOneWrite();
        if (!isSplit || (committing && PostgresFailure.mayHaveCommitted(cause))) {
            StoreException told = incidents.failed(cause, committing);
            batch.removeIf(write -> write.future.isDone());
            batch.removeIf(write -> !write.failed(told, !closed));
        }
        if (isSplit) {
            // One write must not take the others down with it.
            List<W> each = List.copyOf(batch);
            batch.clear();
            each.forEach(write -> commit(new ArrayList<>(List.of(write))));
        }
    }

    /** Makes the writes that wait, and takes no more. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(CLOSE_LIMIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            log.error("A write still hangs; it is left as it is");
        }
        queue.forEach(write -> write.future.completeExceptionally(new StoreException("the store is closed", null)));
        queue.clear();
    }
}
