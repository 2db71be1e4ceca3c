package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.FunctionUrn;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The use case of ending an invocation by hand. Thread-safe. */
final class CancelInvocation {
    private final InvocationQueue queue;
    private final RunningAttempts running;
    private final Duration writeTimeout;
    private final Executor answers;

    CancelInvocation(InvocationQueue queue, RunningAttempts running, Duration writeTimeout, Executor answers) {
        this.queue = queue;
        this.running = running;
        this.writeTimeout = writeTimeout;
        this.answers = answers;
    }

    CompletableFuture<Optional<InvocationStatus>> cancel(UUID requestId, FunctionUrn function) {
        // The attempt is stopped with the write, even if that takes effect when nobody waits for it any more.
        CompletableFuture<Optional<InvocationStatus>> write = queue.cancel(
                        requestId, function, queue.clock().instant())
                .thenApply(found -> found.map(canceled -> {
                    running.stop(requestId, canceled.wasRunning());
                    return canceled.status();
                }));
        CompletableFuture<Optional<InvocationStatus>> answer = write.copy();
        StoreFutures.limit(answer, writeTimeout);
        return answer.handleAsync(
                (status, failure) -> {
                    if (failure != null) {
                        throw StoreFutures.failure(failure, writeTimeout);
                    }
                    return status;
                },
                answers);
    }
}
