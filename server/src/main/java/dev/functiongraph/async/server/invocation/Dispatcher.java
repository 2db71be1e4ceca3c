package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.FunctionCatalog;
import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.InvocationQueue.Claim;
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
 * The scheduler of attempts. Each function has slots of its own, as many as its concurrency: it claims only what it has
 * free slots for, and never uses another's (invariant 7, one function cannot starve another).
 *
 * <p>A pass looks at every function that has something due and a free slot, claims, and has the attempts started. It
 * does not wait for them: an attempt that is settled frees its slot and asks for the next pass. Thread-safe.
 */
final class Dispatcher {
    private static final Duration HOUSEKEEPING_INTERVAL = Duration.ofSeconds(1);

    private final Supplier<FunctionCatalog> catalog;
    private final InvocationQueue queue;
    private final RunningAttempts running;
    private final Settler settler;
    private final Housekeeping housekeeping;
    private final InvocationEngine.Settings settings;
    private final SteadyClock clock;
    private final Runnable wake;
    private final ConcurrencyShares shares;
    private final Map<FunctionUrn, Slots> slots = new ConcurrentHashMap<>();
    private Instant nextHousekeeping = Instant.MIN;
    private volatile boolean catalogChanged = true;
    private boolean draining;

    /** @param wake called, from any thread, when a pass would find something to do; returns at once */
    Dispatcher(
            Supplier<FunctionCatalog> catalog,
            InvocationQueue queue,
            RunningAttempts running,
            Settler settler,
            Housekeeping housekeeping,
            InvocationEngine.Settings settings,
            Runnable wake) {
        this.catalog = catalog;
        this.queue = queue;
        this.running = running;
        this.settler = settler;
        this.housekeeping = housekeeping;
        this.settings = settings;
        this.clock = queue.clock();
        this.wake = wake;
        this.shares = new ConcurrencyShares(settings.attemptsInMemory());
    }

    /** Something new may be due for this function. */
    void signal(FunctionUrn function) {
        slots(function).signal();
        wake.run();
    }

    /** The next pass takes the changed catalog into effect. */
    void catalogChanged() {
        catalogChanged = true;
        wake.run();
    }

    /**
     * Claims and starts all that can be started now.
     *
     * @return when the next pass is due if {@code wake} is not called before
     * @throws StoreException if the store cannot be written; nothing is lost, and a later pass tries again
     */
    synchronized Instant pass() {
        Instant now = clock.instant();
        settler.retryPending();
        if (draining) {
            return now.plus(HOUSEKEEPING_INTERVAL);
        }
        if (catalogChanged) {
            catalogChanged = false;
            nextHousekeeping = now;
            takeIntoEffect(catalog.get());
        }
        if (!now.isBefore(nextHousekeeping)) {
            Housekeeping.Result result = housekeeping.run(now);
            result.waiting().forEach(function -> slots(function).signal());
            nextHousekeeping = result.more() ? now : now.plus(HOUSEKEEPING_INTERVAL);
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
                    .runOn(breakers.computeIfAbsent(
                            runtime, key -> new CircuitBreaker(function.urn(), settings.backoff())));
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
                // Invariant 4: the lease outlives the timeout.
                Instant leaseUntil = now.plus(function.timeout()).plus(settings.leaseMargin());
                boolean probe = own.reserve();
                claims.add(new Claiming(
                        function, own, probe, leaseUntil, queue.claim(function.urn(), free, now, leaseUntil)));
            }
        }
        StoreException failure = null;
        for (Claiming claiming : claims) {
            try {
                next = earlier(next, start(claiming, StoreFutures.await(claiming.claim())));
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
            running.start(claiming.function(), attempt, claiming.leaseUntil(), said -> {
                own.release(claiming.probe(), said, clock.instant());
                wake.run();
            });
        }
        return own.nextDue();
    }

    /** Starts nothing more. Returns when no pass is under way any more: what it has claimed is started by then. */
    synchronized void stopClaiming() {
        draining = true;
    }

    private Slots slots(FunctionUrn function) {
        return slots.computeIfAbsent(function, urn -> new Slots(new CircuitBreaker(urn, settings.backoff())));
    }

    private record Claiming(
            FunctionDefinition function,
            Slots slots,
            boolean probe,
            Instant leaseUntil,
            CompletableFuture<Claim> claim) {}
}
