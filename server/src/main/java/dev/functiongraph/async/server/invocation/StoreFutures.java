package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.units.Units;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The waits for the store. */
final class StoreFutures {
    /** For what no caller waits for. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Not that of {@link CompletableFuture#orTimeout}: the functions' code may block it. */
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private StoreFutures() {}

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "write-limits");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /** Cancels a write for which no caller waits, if it takes too long. */
    static void limit(CompletableFuture<?> write) {
        limit(write, LIMIT);
    }

    /** Cancels a write that has not taken effect within the limit. */
    static void limit(CompletableFuture<?> write, Duration limit) {
        if (!write.isDone()) {
            Future<?> end = TIMER.schedule(() -> write.cancel(false), limit.toNanos(), TimeUnit.NANOSECONDS);
            write.whenComplete((result, failure) -> end.cancel(false));
        }
    }

    /** Why a write with that limit did not take effect, and will not. */
    static StoreException failure(Throwable failure, Duration limit) {
        if (failure instanceof CancellationException) {
            return new StoreException(noAnswer(limit), null);
        }
        return failure instanceof StoreException store
                ? store
                : new StoreException("a write failed in a way that is not known", failure);
    }

    private static String noAnswer(Duration limit) {
        return "the store did not answer within " + Units.text(limit);
    }

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
            return canceled(write, noAnswer(limit));
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
