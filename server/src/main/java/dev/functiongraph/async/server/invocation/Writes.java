package dev.functiongraph.async.server.invocation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waiting for the store. */
final class Writes {
    private static final long LIMIT_SECONDS = 30;

    private Writes() {}

    /** @throws StoreException if the write did not reach stable storage, or has not yet; then it is canceled */
    static <T> T await(CompletableFuture<T> write) {
        try {
            return write.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StoreException failure ? failure : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            write.cancel(false);
            throw new StoreException("the store does not answer", e);
        } catch (InterruptedException e) {
            write.cancel(false);
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted", e);
        }
    }
}
