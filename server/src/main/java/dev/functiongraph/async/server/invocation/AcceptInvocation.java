package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.FunctionCatalog;
import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.FunctionReference;
import dev.functiongraph.async.server.function.FunctionUrn;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The use case of accepting an event for a function, so that it is certain to be run. Thread-safe. */
final class AcceptInvocation {
    private static final Logger log = LoggerFactory.getLogger(AcceptInvocation.class);
    private static final String NOT_STORED = "the store cannot be used";

    private final Supplier<FunctionCatalog> catalog;
    private final InvocationQueue queue;
    private final Consumer<FunctionUrn> onAccepted;
    private final Duration writeTimeout;
    private final SteadyClock clock;
    private final Supplier<UUID> ids;

    /** @param onAccepted told of each function that has something new to run */
    AcceptInvocation(
            Supplier<FunctionCatalog> catalog,
            InvocationQueue queue,
            Consumer<FunctionUrn> onAccepted,
            Duration writeTimeout,
            Supplier<UUID> ids) {
        this.catalog = catalog;
        this.queue = queue;
        this.onAccepted = onAccepted;
        this.writeTimeout = writeTimeout;
        this.clock = queue.clock();
        this.ids = ids;
    }

    Acceptance accept(String projectId, FunctionReference reference, Event event) {
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
        try {
            Optional<String> refusal = StoreFutures.await(queue.enqueue(invocation), writeTimeout);
            if (refusal.isPresent()) {
                return new Acceptance.Unavailable(invocation.requestId(), refusal.get());
            }
            onAccepted.accept(invocation.function());
            return new Acceptance.Accepted(invocation.requestId());
        } catch (StoreException e) {
            if (!StoreException.isLogged(e)) {
                log.error("{} could not be stored: {}", invocation.requestId(), e.getMessage(), e.getCause());
            }
            return new Acceptance.Unavailable(invocation.requestId(), NOT_STORED);
        }
    }
}
