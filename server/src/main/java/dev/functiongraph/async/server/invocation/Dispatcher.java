package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.FunctionCatalog;
import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.InvocationStore.Claim;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Decides what runs when. Each function has slots of its own, as many as its concurrency: it claims only what it has free
 * slots for, and never uses another's (invariant 7, one function cannot starve another).
 *
 * <p>A pass looks at every function that has something due and a free slot, claims, and has the attempts started. It does
 * not wait for them: an attempt that is settled frees its slot and asks for the next pass. Who calls {@link #pass} is not
 * this class's business: a thread does in the server, a test with a clock of its own does otherwise. Thread-safe.
 */
public final class Dispatcher {
    private static final Duration HOUSEKEEPING = Duration.ofSeconds(1);
    private static final int BATCH = 1_000;
    private static final Settlement.Discarded REMOVED =
            new Settlement.Discarded(ErrorCode.FUNCTION_REMOVED, "the function was removed");

    private final Supplier<FunctionCatalog> catalog;
    private final InvocationStore store;
    private final AttemptRunner runner;
    private final Housekeeping housekeeping;
    private final Duration leaseMargin;
    private final Clock clock;
    private final Runnable wake;
    private final Map<FunctionUrn, Slots> slots = new ConcurrentHashMap<>();
    private final Set<FunctionUrn> discarding = ConcurrentHashMap.newKeySet();
    private Instant nextHousekeeping = Instant.MIN;
    private volatile boolean catalogChanged = true;
    private boolean draining;

    /**
     * @param leaseMargin how much longer than its function's time-out an attempt's lease lasts
     * @param wake called, from any thread, when a pass would find something to do; returns at once
     */
    public Dispatcher(
            Supplier<FunctionCatalog> catalog,
            InvocationStore store,
            AttemptRunner runner,
            Housekeeping housekeeping,
            Duration leaseMargin,
            Clock clock,
            Runnable wake) {
        this.catalog = catalog;
        this.store = store;
        this.runner = runner;
        this.housekeeping = housekeeping;
        this.leaseMargin = leaseMargin;
        this.clock = clock;
        this.wake = wake;
    }

    /** Something new may be due for this function. */
    public void signal(FunctionUrn function) {
        slots(function).signal();
        wake.run();
    }

    /** The catalog has changed: what it enables may run, and what it no longer knows is discarded. */
    public void catalogChanged() {
        catalogChanged = true;
        wake.run();
    }

    /**
     * Claims and starts all that can be started now.
     *
     * @return when the next pass is due if {@code wake} is not called before
     * @throws StoreException if the store cannot be written; nothing is lost, and a later pass tries again
     */
    public synchronized Instant pass() {
        Instant now = clock.instant();
        runner.settlePending();
        if (draining) {
            return now.plus(HOUSEKEEPING);
        }
        if (catalogChanged) {
            catalogChanged = false;
            nextHousekeeping = now;
            catalog.get()
                    .definitions()
                    .forEach(function -> slots(function.urn()).signal());
        }
        // Also if the clock was set back: not only when it has made up for it.
        if (!now.isBefore(nextHousekeeping) || nextHousekeeping.isAfter(now.plus(HOUSEKEEPING))) {
            Housekeeping.Found found = housekeeping.run(now);
            found.waiting().forEach(this::wokenByHousekeeping);
            nextHousekeeping = found.more() ? now : now.plus(HOUSEKEEPING);
        }
        return claimAll(now);
    }

    private void wokenByHousekeeping(FunctionUrn function) {
        if (catalog.get().find(function).isPresent()) {
            slots(function).signal();
        } else if (discarding.add(function)) {
            discardRemoved(function);
        }
    }

    /** In small pieces, so that other writes get their turn; and only while the function stays removed. */
    private void discardRemoved(FunctionUrn function) {
        store.discardAll(function, REMOVED, clock.instant(), BATCH).whenComplete((discarded, failure) -> {
            if (failure == null
                    && discarded == BATCH
                    && catalog.get().find(function).isEmpty()) {
                discardRemoved(function);
            } else {
                // After a failure the next housekeeping tries again.
                discarding.remove(function);
            }
        });
    }

    private Instant claimAll(Instant now) {
        List<Claiming> claims = new ArrayList<>();
        Instant next = nextHousekeeping;
        for (FunctionDefinition function : catalog.get().definitions()) {
            Slots own = slots(function.urn());
            int free = function.enabled() ? own.free(function.concurrency()) : 0;
            if (free > 0 && !own.takeSignal(now)) {
                next = earlier(next, own.nextDue());
            } else if (free > 0) {
                // Invariant 4: the lease outlives the time-out.
                Instant leaseUntil = now.plus(function.timeout()).plus(leaseMargin);
                claims.add(new Claiming(function, own, leaseUntil, store.claim(function.urn(), free, now, leaseUntil)));
            }
        }
        StoreException failure = null;
        for (Claiming claiming : claims) {
            try {
                next = earlier(next, start(claiming, Writes.await(claiming.claim())));
            } catch (StoreException e) {
                claiming.slots().signal();
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return next;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private Instant start(Claiming claiming, Claim claim) {
        Slots own = claiming.slots();
        own.lookAgainAt(claim.nextDue().orElse(Instant.MAX));
        for (Attempt attempt : claim.attempts()) {
            own.occupy();
            runner.start(claiming.function(), attempt, claiming.leaseUntil(), () -> {
                own.release();
                wake.run();
            });
        }
        return own.nextDue();
    }

    /** Starts nothing more, and waits for what runs; what still runs after the limit is stopped and queued again. */
    public void drain(Duration limit) throws InterruptedException {
        stopClaiming();
        runner.drain(limit);
    }

    /** Returns when no pass is under way any more: what it has claimed is started by then. */
    private synchronized void stopClaiming() {
        draining = true;
    }

    private Slots slots(FunctionUrn function) {
        return slots.computeIfAbsent(function, urn -> new Slots());
    }

    private record Claiming(
            FunctionDefinition function, Slots slots, Instant leaseUntil, CompletableFuture<Claim> claim) {}
}
