package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.FunctionCatalog;
import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.FunctionReference;
import dev.functiongraph.async.server.invocation.FunctionSlots.Reservation;
import dev.functiongraph.async.server.invocation.InvocationQueue.Enqueued;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The use case of accepting an event for a function, so that it is certain to be run. Where nothing that is due waits
 * for the function and it has a free slot, the event is claimed with the write that stores it, and its attempt started
 * with the answer. Thread-safe.
 */
final class AcceptInvocation {
    private static final Logger log = LoggerFactory.getLogger(AcceptInvocation.class);
    private static final String NOT_STORED = "the store cannot be used";

    private final Supplier<FunctionCatalog> catalog;
    private final InvocationQueue queue;
    private final Dispatcher dispatcher;
    private final Duration writeTimeout;
    private final SteadyClock clock;
    private final Supplier<UUID> ids;
    private final Executor answers;
    private volatile boolean failing;

    AcceptInvocation(
            Supplier<FunctionCatalog> catalog,
            InvocationQueue queue,
            Dispatcher dispatcher,
            Duration writeTimeout,
            Supplier<UUID> ids,
            Executor answers) {
        this.catalog = catalog;
        this.queue = queue;
        this.dispatcher = dispatcher;
        this.writeTimeout = writeTimeout;
        this.clock = queue.clock();
        this.ids = ids;
        this.answers = answers;
    }

    CompletableFuture<Acceptance> accept(String projectId, FunctionReference reference, Event event) {
        Optional<FunctionDefinition> found =
                reference.projectId().equals(projectId) ? catalog.get().resolve(reference) : Optional.empty();
        if (found.isEmpty()) {
            return CompletableFuture.completedFuture(new Acceptance.NotFound(reference.functionName()));
        }
        FunctionDefinition function = found.get();
        if (!function.enabled()) {
            return CompletableFuture.completedFuture(new Acceptance.Disabled());
        }
        Instant now = clock.instant();
        Instant expiresAt = now.plus(function.async().maxEventAge());
        return store(function, new Invocation(ids.get(), function.urn(), event, now, expiresAt));
    }

    /** Invariant 1, no fake accept: accepted only after the commit that holds the invocation. */
    private CompletableFuture<Acceptance> store(FunctionDefinition function, Invocation invocation) {
        SlotsOnDemand onDemand = new SlotsOnDemand(() -> dispatcher.reserve(function));
        CompletableFuture<Enqueued> write = queue.enqueue(invocation, onDemand);
        StoreFutures.limit(write, writeTimeout);
        return write.handleAsync(
                (enqueued, failure) -> {
                    Optional<Reservation> slot = onDemand.close();
                    Optional<Reservation> claimed = slot.filter(any -> enqueued != null && enqueued.claimed());
                    claimed.ifPresentOrElse(
                            reserved -> dispatcher.start(reserved, new Attempt(invocation, 1, 0, 0, 0)),
                            () -> slot.ifPresent(dispatcher::giveBack));
                    if (enqueued == null) {
                        return unavailable(invocation, failure);
                    }
                    if (failing) {
                        failing = false;
                    }
                    if (enqueued.refusal().isPresent()) {
                        return new Acceptance.Unavailable(
                                invocation.requestId(), enqueued.refusal().get());
                    }
                    if (claimed.isEmpty()) {
                        dispatcher.signal(function);
                    }
                    return new Acceptance.Accepted(invocation.requestId());
                },
                answers);
    }

    private Acceptance unavailable(Invocation invocation, Throwable failure) {
        StoreException reason = StoreFutures.failure(failure, writeTimeout);
        // An outage is one incident, however many events are sent meanwhile.
        if (!StoreException.isLogged(reason) && !failing) {
            failing = true;
            log.error(
                    "{} {}: {}; the next ones are not logged until one can be",
                    invocation.requestId(),
                    reason.isOutcomeUnknown() ? "may not have been stored" : "could not be stored",
                    reason.getMessage(),
                    reason.getCause());
        }
        return reason.isOutcomeUnknown()
                ? new Acceptance.Unknown(invocation.requestId())
                : new Acceptance.Unavailable(invocation.requestId(), NOT_STORED);
    }
}
