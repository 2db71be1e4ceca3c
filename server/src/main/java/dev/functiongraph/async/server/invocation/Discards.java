package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.FunctionCatalog;
import dev.functiongraph.async.server.function.FunctionUrn;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends of invocations that wait, without a run: they expired, or their function was removed. In small batches, so that
 * other writes get their turn. Thread-safe.
 */
final class Discards {
    private static final Logger log = LoggerFactory.getLogger(Discards.class);
    private static final int BATCH = 1_000;
    /** Smaller: these are read with their events. */
    private static final int EXPIRED_BATCH = 25;

    private static final Settlement.Discarded REMOVED =
            new Settlement.Discarded(ErrorCode.FUNCTION_REMOVED, "the function was removed");

    private final Supplier<FunctionCatalog> catalog;
    private final InvocationQueue queue;
    private final InvocationMaintenance maintenance;
    private final DestinationEvents destinations;

    Discards(
            Supplier<FunctionCatalog> catalog,
            InvocationQueue queue,
            InvocationMaintenance maintenance,
            DestinationEvents destinations) {
        this.catalog = catalog;
        this.queue = queue;
        this.maintenance = maintenance;
        this.destinations = destinations;
    }

    /**
     * Discards one batch of expired invocations, and tells their destinations.
     *
     * @return whether there may be more
     */
    boolean expired(Instant now) {
        List<InvocationMaintenance.Expired> expired = StoreFutures.await(maintenance.expired(now, EXPIRED_BATCH));
        List<CompletableFuture<Void>> writes =
                expired.stream().map(one -> discard(one, now)).toList();
        writes.forEach(StoreFutures::await);
        return expired.size() == EXPIRED_BATCH;
    }

    private CompletableFuture<Void> discard(InvocationMaintenance.Expired expired, Instant now) {
        Invocation invocation = expired.waiting().invocation();
        String reason = "expired before it could be run"
                + (expired.lastMessage().isEmpty() ? "" : ": " + expired.lastMessage());
        Settlement.Discarded discarded = new Settlement.Discarded(ErrorCode.EXPIRED, reason);
        Optional<Invocation> next = catalog.get()
                .find(invocation.function())
                .flatMap(function -> destinations.following(function, expired.waiting(), discarded));
        return queue.discard(expired.waiting(), discarded, next, now).thenAccept(settled -> {
            settled.refusal().ifPresent(destinations::refused);
            if (settled.valid()) {
                log.warn("{} was discarded: {}", invocation.requestId(), reason);
            }
        });
    }

    /**
     * Discards what waits for a function, for as long as it stays removed.
     *
     * @return completes, never exceptionally, when nothing waits for it any more, or something prevents it
     */
    CompletableFuture<Void> removed(FunctionUrn function, Instant now, BooleanSupplier stillRemoved) {
        return removed(function, now, stillRemoved, 0);
    }

    private CompletableFuture<Void> removed(
            FunctionUrn function, Instant now, BooleanSupplier stillRemoved, int before) {
        return maintenance
                .discardAll(function, REMOVED, now, BATCH)
                .exceptionally(failure -> 0)
                .thenCompose(discarded -> {
                    int sum = before + discarded;
                    if (discarded == BATCH && stillRemoved.getAsBoolean()) {
                        return removed(function, now, stillRemoved, sum);
                    }
                    if (sum > 0) {
                        log.warn("{} invocations of {} were discarded: {}", sum, function, REMOVED.message());
                    }
                    return CompletableFuture.completedFuture(null);
                });
    }
}
