package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.FunctionCatalog;
import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.FunctionReference;
import dev.functiongraph.async.server.function.FunctionUrn;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The use case: accept an event for a function, so that it is certain to be run. Thread-safe. */
public final class AsyncInvocations {
    private static final Logger log = LoggerFactory.getLogger(AsyncInvocations.class);
    private static final String NOT_STORED = "the store cannot be used";

    private final Supplier<FunctionCatalog> catalog;
    private final InvocationStore store;
    private final Consumer<FunctionUrn> onAccepted;
    private final Duration writeLimit;
    private final SteadyClock clock;
    private final Supplier<UUID> ids;

    /**
     * @param onAccepted told of each function that has something new to run
     * @param writeLimit how long a caller waits for stable storage
     */
    public AsyncInvocations(
            Supplier<FunctionCatalog> catalog,
            InvocationStore store,
            Consumer<FunctionUrn> onAccepted,
            Duration writeLimit,
            Supplier<UUID> ids) {
        this.catalog = catalog;
        this.store = store;
        this.onAccepted = onAccepted;
        this.writeLimit = writeLimit;
        this.clock = store.clock();
        this.ids = ids;
    }

    /** Blocks until the invocation is on stable storage, or is certain not to be run. */
    public Acceptance accept(String projectId, FunctionReference reference, Event event) {
        Optional<FunctionDefinition> found =
                reference.projectId().equals(projectId) ? catalog.get().resolve(reference) : Optional.empty();
        if (found.isEmpty()) {
            return new Acceptance.NotFound(reference.functionName());
        }
        FunctionDefinition function = found.get();
        if (!function.enabled()) {
            return new Acceptance.Disabled();
        }
        Instant now = clock.instant();
        Instant expiresAt = now.plus(function.async().maxEventAge());
        return store(new Invocation(ids.get(), function.urn(), event, now, expiresAt));
    }

    /** Invariant 1, no fake accept: accepted only after the commit that holds the invocation. */
    private Acceptance store(Invocation invocation) {
        CompletableFuture<Optional<String>> write = store.enqueue(invocation);
        try {
            return answer(invocation, write.get(writeLimit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            log.error("{} was not stored within {}", invocation.requestId(), writeLimit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            if (!StoreException.isLogged(e.getCause())) {
                log.error("{} could not be stored", invocation.requestId(), e.getCause());
            }
            return unavailable(invocation, NOT_STORED);
        }
        // The commit may have won the race against the limit: then it is accepted after all.
        return write.cancel(false) || write.isCompletedExceptionally()
                ? unavailable(invocation, NOT_STORED)
                : answer(invocation, write.join());
    }

    private static Acceptance unavailable(Invocation invocation, String reason) {
        return new Acceptance.Unavailable(invocation.requestId(), reason);
    }

    private Acceptance answer(Invocation invocation, Optional<String> refusal) {
        if (refusal.isPresent()) {
            return unavailable(invocation, refusal.get());
        }
        onAccepted.accept(invocation.function());
        return new Acceptance.Accepted(invocation.requestId());
    }
}
