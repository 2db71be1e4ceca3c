package dev.functiongraph.async.server.store.postgresql;

import dev.functiongraph.async.server.invocation.StoreException;
import java.util.concurrent.CompletableFuture;

/**
 * The future of a write. Canceled in time, the write is not made; once it is under way nobody can know, and whoever
 * gives it up is told so.
 */
final class WriteFuture<T> extends CompletableFuture<T> {
    private boolean underWay;

    /** @return false if its caller has given it up */
    synchronized boolean begin() {
        underWay = !isDone();
        return underWay;
    }

    @Override
    public synchronized boolean cancel(boolean mayInterruptIfRunning) {
        if (!underWay) {
            return super.cancel(mayInterruptIfRunning);
        }
        completeExceptionally(StoreException.unknown("the database did not answer in time", null));
        return false;
    }
}
