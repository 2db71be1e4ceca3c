package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.FunctionUrn;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The use case of ending an invocation by hand. Thread-safe. */
final class CancelInvocation {
    private final InvocationQueue queue;
    private final RunningAttempts running;
    private final Duration writeTimeout;

    CancelInvocation(InvocationQueue queue, RunningAttempts running, Duration writeTimeout) {
        this.queue = queue;
        this.running = running;
        this.writeTimeout = writeTimeout;
    }

    Optional<InvocationStatus> cancel(UUID requestId, FunctionUrn function) {
        // The attempt is stopped with the write, even if that takes effect when nobody waits for it any more.
        CompletableFuture<Optional<InvocationStatus>> write = queue.cancel(
                        requestId, function, queue.clock().instant())
                .thenApply(found -> found.map(canceled -> {
                    running.stop(requestId, canceled.wasRunning());
                    return canceled.status();
                }));
        return StoreFutures.await(write.copy(), writeTimeout);
    }
}
