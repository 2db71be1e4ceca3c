package dev.functiongraph.async.server.store.sqlite;

import dev.functiongraph.async.server.invocation.StoreException;
import dev.functiongraph.async.server.process.OutOfMemory;
import dev.functiongraph.async.server.store.sql.Session;
import dev.functiongraph.async.server.store.sql.Session.Work;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A writer with one thread and one session. What has gathered while a commit was under way, and with many callers a
 * moment longer, goes into the next one, so that they share each flush of the disk. Thread-safe.
 */
final class BatchWriter implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BatchWriter.class);
    private static final int MAX_BATCH = 1_000;
    /** After a batch of so many, those who have just been answered are expected to write again within moments. */
    private static final int CROWD = 8;
    /** At least; Linux makes twice as much of it. */
    private static final long GATHERING_NANOS = 50_000;

    private static final long CLOSE_LIMIT_MILLIS = 10_000;
    private static final Undo NOTHING = session -> {};

    private final BlockingQueue<Write<?>> queue;
    private final Session session;
    private final WriteGuard guard;
    private final List<Undo> toUndo = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "store-writer");
    private volatile boolean closed;

    /**
     * @param session used by this writer alone
     * @param guard of that session
     * @param capacity how many writes may wait
     */
    BatchWriter(Session session, WriteGuard guard, int capacity) {
        this.session = session;
        this.guard = guard;
        this.queue = new ArrayBlockingQueue<>(capacity);
        thread.start();
    }

    /**
     * @return completes after the commit, on the writer's own thread: what depends on it must be short. Canceled before
     *     the commit, the write is not made, or is undone before any other is made.
     */
    <T> CompletableFuture<T> submit(Work<T> work, Undo undo) {
        return submit(new Write<>(work, undo, false));
    }

    /** After all others of its transaction, so that none of them, such as a claim, can build on what may be undone. */
    <T> CompletableFuture<T> submitLast(Work<T> work, Undo undo) {
        return submit(new Write<>(work, undo, true));
    }

    private <T> CompletableFuture<T> submit(Write<T> write) {
        if (closed || !queue.offer(write)) {
            write.fail(new StoreException(closed ? "the store is closed" : "too many writes wait", null));
        }
        // Invariant 8: what nobody waits for any more does not keep its place, and its event, in the queue.
        write.future.whenComplete((result, failure) -> {
            if (write.future.isCancelled()) {
                queue.remove(write);
            }
        });
        return write.future;
    }

    <T> CompletableFuture<T> submit(Work<T> work) {
        return submit(work, NOTHING);
    }

    private void run() {
        List<Write<?>> batch = new ArrayList<>(MAX_BATCH);
        int before = 0;
        while (!closed || !queue.isEmpty()) {
            try {
                batch.add(queue.take());
            } catch (InterruptedException e) {
                continue; // closed: write what still waits
            }
            if (before >= CROWD && queue.size() < before / 2) {
                LockSupport.parkNanos(GATHERING_NANOS);
            }
            queue.drainTo(batch, MAX_BATCH - 1);
            before = batch.size();
            batch.removeIf(write -> write.future.isDone());
            batch.sort(Comparator.comparing(write -> write.last));
            commit(batch);
            batch.clear();
            commit(batch); // What is to be undone is, at once if it can be.
            guard.tidy(session);
        }
    }

    private void commit(List<Write<?>> batch) {
        boolean committing = false;
        try {
            undo();
            if (batch.isEmpty()) {
                return;
            }
            guard.before();
            session.begin();
            for (Write<?> write : batch) {
                write.make(session);
            }
            committing = true;
            session.commit();
            guard.after();
        } catch (SQLException | RuntimeException | Error e) {
            OutOfMemory.check(e);
            // An Error too: without this thread nothing would ever be written again.
            rollback(e);
            if (committing) {
                batch.forEach(this::takeBack); // The commit may have taken effect all the same.
            }
            if (batch.size() <= 1) {
                guard.failed(e);
                batch.forEach(write -> write.fail(StoreException.logged("the store cannot be written", e)));
            } else {
                // One write must not take the others down with it.
                batch.forEach(write -> commit(List.of(write)));
            }
            return;
        }
        batch.stream().filter(write -> !write.complete()).forEach(this::takeBack);
    }

    private void takeBack(Write<?> write) {
        if (write.undo != NOTHING) {
            toUndo.add(write.undo);
        }
    }

    /**
     * Invariant 1: whoever gave up waiting, or was told of a failure, was told that nothing is queued; so nothing must
     * be. Nothing else is written before, however often that has to be tried.
     */
    private void undo() throws SQLException {
        if (toUndo.isEmpty()) {
            return;
        }
        guard.before();
        session.begin();
        for (Undo undo : toUndo) {
            undo.on(session);
        }
        session.commit();
        guard.after();
        toUndo.clear();
    }

    private void rollback(Throwable cause) {
        try {
            session.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** Makes the writes that wait, and takes no more. */
    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.interrupt();
        thread.join(CLOSE_LIMIT_MILLIS);
        if (thread.isAlive()) {
            log.error("A write still hangs; the store is left as it is");
        }
        queue.forEach(write -> write.fail(new StoreException("the store is closed", null)));
        queue.clear();
    }

    @FunctionalInterface
    interface Undo {
        void on(Session session) throws SQLException;
    }

    private static final class Write<T> {
        final Work<T> work;
        final Undo undo;
        final boolean last;
        final CompletableFuture<T> future = new CompletableFuture<>();
        private @Nullable T result;

        Write(Work<T> work, Undo undo, boolean last) {
            this.work = work;
            this.undo = undo;
            this.last = last;
        }

        void make(Session session) throws SQLException {
            result = work.on(session);
        }

        void fail(StoreException failure) {
            future.completeExceptionally(failure);
        }

        /** False if the caller has canceled. */
        boolean complete() {
            return future.complete(result);
        }
    }
}
