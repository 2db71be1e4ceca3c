package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.FunctionUrn;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The use case: end an invocation by hand. Thread-safe. */
public final class Cancellation {
    private final InvocationStore store;
    private final AttemptRunner runner;
    private final Duration writeLimit;
    private final SteadyClock clock;

    /** @param writeLimit how long a caller waits for stable storage */
    public Cancellation(InvocationStore store, AttemptRunner runner, Duration writeLimit) {
        this.store = store;
        this.runner = runner;
        this.writeLimit = writeLimit;
        this.clock = store.clock();
    }

    /**
     * Blocks until the end is on stable storage; then stops what runs.
     *
     * @return how the invocation ended, by this or before; empty if the function has no such invocation
     * @throws StoreException if that could not be stored in time; it may yet be
     */
    public Optional<InvocationStatus> cancel(UUID requestId, FunctionUrn function) {
        // The attempt is stopped with the write, even if that takes effect when nobody waits for it any more.
        CompletableFuture<Optional<InvocationStatus>> write = store.cancel(requestId, function, clock.instant())
                .thenApply(found -> found.map(canceled -> {
                    runner.stop(requestId, canceled.wasRunning());
                    return canceled.status();
                }));
        try {
            return write.get(writeLimit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while the cancellation was stored", e);
        } catch (TimeoutException | ExecutionException e) {
            throw new StoreException("the cancellation could not be stored", e);
        }
    }
}
