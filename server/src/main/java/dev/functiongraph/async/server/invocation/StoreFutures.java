package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.units.Units;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The waits for the store. */
final class StoreFutures {
    /** For what no caller waits for. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private StoreFutures() {}

    static <T> T await(CompletableFuture<T> write) {
        return await(write, LIMIT);
    }

    /**
     * The result of a write. After the limit the write is canceled; one that has won the race against that counts.
     *
     * @throws StoreException if the write did not take effect, and will not
     */
    static <T> T await(CompletableFuture<T> write, Duration limit) {
        try {
            return write.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StoreException failure ? failure : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            return canceled(write, "the store did not answer within " + Units.text(limit));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return canceled(write, "interrupted while it waited for the store");
        }
    }

    private static <T> T canceled(CompletableFuture<T> write, String reason) {
        if (write.cancel(false) || write.isCompletedExceptionally()) {
            throw new StoreException(reason, null);
        }
        return write.join();
    }
}
