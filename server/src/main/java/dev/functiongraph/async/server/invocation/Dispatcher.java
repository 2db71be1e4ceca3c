package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.FunctionCatalog;
import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.InvocationStore.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private final Supplier<FunctionCatalog> catalog;
    private final InvocationStore store;
    private final AttemptRunner runner;
    private final Housekeeping housekeeping;
    private final Limits limits;
    private final Backoff backoff;
    private final SteadyClock clock;
    private final Runnable wake;
    private final RemovedFunctions removed;
    private final ConcurrencyShares shares;
    private final Map<FunctionUrn, Slots> slots = new ConcurrentHashMap<>();
    private Instant nextHousekeeping = Instant.MIN;
    private volatile boolean catalogChanged = true;
    private boolean draining;

    /**
     * @param backoff between the attempts to reach a runtime that cannot be reached
     * @param wake called, from any thread, when a pass would find something to do; returns at once
     */
    public Dispatcher(
            Supplier<FunctionCatalog> catalog,
            InvocationStore store,
            AttemptRunner runner,
            Housekeeping housekeeping,
            Limits limits,
            Backoff backoff,
            Runnable wake) {
        this.catalog = catalog;
        this.store = store;
        this.runner = runner;
        this.housekeeping = housekeeping;
        this.limits = limits;
        this.backoff = backoff;
        this.clock = store.clock();
        this.wake = wake;
        this.removed = new RemovedFunctions(store, limits.removalGrace());
        this.removed.catalogChanged(catalog.get(), clock.instant());
        this.shares = new ConcurrencyShares(limits.attemptsInMemory());
    }

    /**
     * What a dispatcher keeps to.
     *
     * @param leaseMargin how much longer than its function's time-out an attempt's lease lasts
     * @param removalGrace how long a function must have been gone from the catalog before what waits for it is discarded
     * @param attemptsInMemory for how many attempts at once there is memory
     */
    public record Limits(Duration leaseMargin, Duration removalGrace, int attemptsInMemory) {}

    /** Something new may be due for this function. */
    public void signal(FunctionUrn function) {
        slots(function).signal();
        wake.run();
    }

    /** The catalog has changed: what it enables may run, and what it no longer knows is discarded after a grace. */
    public void catalogChanged() {
        removed.catalogChanged(catalog.get(), clock.instant());
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
            takeIntoEffect(catalog.get());
        }
        if (!now.isBefore(nextHousekeeping)) {
            Housekeeping.Found found = housekeeping.run(now);
            found.waiting().keySet().forEach(function -> slots(function).signal());
            removed.look(found.waiting(), now);
            nextHousekeeping = found.more() ? now : now.plus(HOUSEKEEPING);
        }
        return claimAll(now);
    }

    private void takeIntoEffect(FunctionCatalog changed) {
        shares.catalogChanged(changed);
        Map<Object, CircuitBreaker> breakers = new HashMap<>();
        for (FunctionDefinition function : changed.definitions()) {
            // Functions that share a container share its fate; in the server's own process each has its own.
            Object runtime = function.runtime().isInProcess() ? function.urn() : function.runtime();
            slots(function.urn())
                    .runOn(breakers.computeIfAbsent(runtime, key -> new CircuitBreaker(function.urn(), backoff)));
        }
    }

    private Instant claimAll(Instant now) {
        List<Claiming> claims = new ArrayList<>();
        Instant next = nextHousekeeping;
        for (FunctionDefinition function : catalog.get().definitions()) {
            if (!function.enabled()) {
                continue;
            }
            Slots own = slots(function.urn());
            int concurrency = shares.of(function);
            int free = own.free(concurrency, now);
            if (free == 0) {
                next = earlier(next, own.nextProbe(concurrency));
            } else if (!own.takeSignal(now)) {
                next = earlier(next, own.nextDue());
            } else {
                // Invariant 4: the lease outlives the time-out.
                Instant leaseUntil = now.plus(function.timeout()).plus(limits.leaseMargin());
                boolean probe = own.reserve();
                claims.add(new Claiming(
                        function, own, probe, leaseUntil, store.claim(function.urn(), free, now, leaseUntil)));
            }
        }
        StoreException failure = null;
        for (Claiming claiming : claims) {
            try {
                next = earlier(next, start(claiming, Writes.await(claiming.claim())));
            } catch (StoreException e) {
                claiming.slots().cancel(claiming.probe());
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
        if (claim.attempts().isEmpty()) {
            own.cancel(claiming.probe());
        }
        for (Attempt attempt : claim.attempts()) {
            own.occupy();
            runner.start(claiming.function(), attempt, claiming.leaseUntil(), said -> {
                own.release(claiming.probe(), said, clock.instant());
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

    /** Starts nothing more. Returns when no pass is under way any more: what it has claimed is started by then. */
    public synchronized void stopClaiming() {
        draining = true;
    }

    /** How many attempts are not settled yet. */
    public int underWay() {
        return runner.underWay();
    }

    private Slots slots(FunctionUrn function) {
        return slots.computeIfAbsent(function, urn -> new Slots(new CircuitBreaker(urn, backoff)));
    }

    private record Claiming(
            FunctionDefinition function,
            Slots slots,
            boolean probe,
            Instant leaseUntil,
            CompletableFuture<Claim> claim) {}
}
