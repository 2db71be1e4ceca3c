package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.FunctionCatalog;
import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.FunctionUrn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What time alone brings about: leases end, events become too old, records are deleted. */
public final class Housekeeping {
    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
    private static final int BATCH = 1_000;
    /** Smaller: these are read with their events. */
    private static final int EXPIRED_BATCH = 25;

    private final Supplier<FunctionCatalog> catalog;
    private final InvocationStore store;
    private final AttemptRunner runner;
    private final Retention retention;
    private final Duration leaseMargin;
    private final AtomicBoolean purging = new AtomicBoolean();

    public Housekeeping(
            Supplier<FunctionCatalog> catalog,
            InvocationStore store,
            AttemptRunner runner,
            Retention retention,
            Duration leaseMargin) {
        this.catalog = catalog;
        this.store = store;
        this.runner = runner;
        this.retention = retention;
        this.leaseMargin = leaseMargin;
    }

    /**
     * How long the record of an ended invocation is kept.
     *
     * @param age so long
     * @param count and as one of so many at most
     */
    public record Retention(Duration age, long count) {}

    Found run(Instant now) {
        Writes.await(store.keepUp());
        List<Attempt> overdue = runner.withLeasesUntil(now.plus(leaseMargin));
        if (!overdue.isEmpty()) {
            Writes.await(store.renew(overdue, now.plus(leaseMargin).plus(leaseMargin)));
        }
        Writes.await(store.endLeases(now));
        boolean more = discardExpired(now);
        if (purging.compareAndSet(false, true)) {
            purge(now);
        }
        return new Found(Writes.await(store.waiting()), more);
    }

    /**
     * What a run left behind.
     *
     * @param waiting how many invocations wait, by function
     * @param more whether the next run has work at once
     */
    record Found(Map<FunctionUrn, Long> waiting, boolean more) {}

    /** One batch: with more, the next pass comes at once, and what is due gets its turn in between. */
    private boolean discardExpired(Instant now) {
        List<InvocationStore.Expired> expired = Writes.await(store.expired(now, EXPIRED_BATCH));
        List<CompletableFuture<Boolean>> writes =
                expired.stream().map(this::discard).toList();
        writes.forEach(Writes::await);
        return expired.size() == EXPIRED_BATCH;
    }

    private CompletableFuture<Boolean> discard(InvocationStore.Expired expired) {
        String reason = "expired before it could be run"
                + (expired.lastMessage().isEmpty() ? "" : ": " + expired.lastMessage());
        Optional<FunctionDefinition> function =
                catalog.get().find(expired.waiting().invocation().function());
        Settlement.Discarded discarded = new Settlement.Discarded(ErrorCode.EXPIRED, reason);
        return runner.discard(function, expired.waiting(), discarded);
    }

    /** In small pieces, so that other writes get their turn. */
    private void purge(Instant now) {
        store.purge(now.minus(retention.age()), retention.count(), BATCH).whenComplete((deleted, failure) -> {
            if (failure == null && deleted >= BATCH) {
                purge(now);
                return;
            }
            if (failure != null && !StoreException.isLogged(failure)) {
                log.error("Records could not be deleted; it is tried again", failure);
            }
            purging.set(false);
        });
    }
}
