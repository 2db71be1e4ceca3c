package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.FunctionCatalog;
import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.InvocationQueue.Claim;
import dev.functiongraph.async.server.invocation.InvocationQueue.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Phaser;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
    private final Executor answers;
    private final ConcurrencyShares shares;
    /** Those that no pass waits for; and one party who may wait for their end. */
    private final Phaser claimsUnderWay = new Phaser(1);

    private final Map<FunctionUrn, Slots> slots = new ConcurrentHashMap<>();
    private Instant nextHousekeeping = Instant.MIN;
    private volatile boolean catalogChanged = true;
    private volatile boolean startsAtOnce;
    private boolean draining;

    /**
     * @param wake called, from any thread, when a pass would find something to do; returns at once
     * @param answers runs what follows a write
     */
    Dispatcher(
            Supplier<FunctionCatalog> catalog,
            InvocationQueue queue,
            RunningAttempts running,
            Settler settler,
            Housekeeping housekeeping,
            InvocationEngine.Settings settings,
            Runnable wake,
            Executor answers) {
        this.catalog = catalog;
        this.queue = queue;
        this.running = running;
        this.settler = settler;
        this.housekeeping = housekeeping;
        this.settings = settings;
        this.clock = queue.clock();
        this.wake = wake;
        this.answers = answers;
        this.shares = new ConcurrencyShares(settings.attemptsInMemory());
    }

    /** Something new may be due for this function. Where it has no free slot, a pass comes with the next that is. */
    void signal(FunctionDefinition function) {
        Slots own = slots(function.urn());
        own.signal();
        if (own.hasFree(shares.of(function))) {
            wake.run();
        }
    }

    /** From now on what is accepted is started at once where it can be, without waiting for a pass. */
    void startAtOnce() {
        startsAtOnce = true;
    }

    /**
     * Takes a slot for an invocation that is about to be accepted.
     *
     * @return empty if it has to wait for a pass
     */
    Optional<Reservation> reserve(FunctionDefinition function) {
        Instant now = clock.instant();
        Slots own = slots(function.urn());
        return startsAtOnce && own.takeOne(shares.of(function))
                ? Optional.of(new Reservation(function, own, new Slots.Taken(1, false), lease(function, now)))
                : Optional.empty();
    }

    /** Starts the attempt of an invocation that was claimed as it was accepted. */
    void start(Reservation reserved, Attempt attempt) {
        Slots own = reserved.slots();
        running.start(
                reserved.function(),
                attempt,
                reserved.lease().until(),
                said -> {
                    own.release(reserved.taken().probe(), said, clock.instant());
                    if (said.isPresent()) {
                        claimNext(reserved);
                    } else {
                        wakeIfDue(reserved);
                    }
                },
                requeued -> {
                    own.settled();
                    if (requeued) {
                        own.signal();
                    }
                    wakeIfDue(reserved);
                });
    }

    /** Where nothing can be claimed, the dispatcher's thread is not woken for each attempt's end. */
    private void wakeIfDue(Reservation reserved) {
        if (canClaim(reserved.slots(), reserved.function())) {
            wake.run();
        }
    }

    private boolean canClaim(Slots own, FunctionDefinition function) {
        return own.isDue(clock.instant()) && own.hasFree(shares.of(function));
    }

    /**
     * An attempt has ended: the next ones are claimed at once, most likely with the transaction that settles this one,
     * for all slots that are free by then. A pass would come after that, and need another one.
     */
    private void claimNext(Reservation ended) {
        claimsUnderWay.register();
        Optional<FunctionDefinition> next = catalog.get()
                .find(ended.function().urn())
                .filter(function -> startsAtOnce && canClaim(ended.slots(), function));
        if (next.isEmpty()) {
            claimsUnderWay.arriveAndDeregister();
            return;
        }
        FunctionDefinition function = next.get();
        Instant now = clock.instant();
        SlotsOnDemand onDemand = new SlotsOnDemand(() -> reserveFree(function, now));
        CompletableFuture<Claim> claim = queue.claim(function.urn(), onDemand::count, now, lease(function, now));
        StoreFutures.limit(claim);
        claim.whenCompleteAsync((claimed, failure) -> claimed(onDemand.close(), claimed), answers);
    }

    private void claimed(Optional<Reservation> reserved, @Nullable Claim claim) {
        try {
            if (claim != null) {
                reserved.ifPresent(slots -> start(slots, claim));
            } else {
                // The next pass tries again, and says why if that fails, too.
                reserved.ifPresent(Dispatcher::failed);
            }
        } finally {
            claimsUnderWay.arriveAndDeregister();
        }
    }

    /** It was not accepted, or waits. */
    void giveBack(Reservation reserved) {
        reserved.slots().giveBack(reserved.taken());
        wakeIfDue(reserved);
    }

    /** Invariant 4: the lease outlives the timeout. */
    private Lease lease(FunctionDefinition function, Instant now) {
        return new Lease(now.plus(function.timeout()).plus(settings.leaseMargin()), function.concurrency());
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
            Optional<Reservation> reserved = reserveFree(function, now);
            if (reserved.isPresent()) {
                claims.add(new Claiming(reserved.get(), claim(reserved.get(), now)));
            } else if (function.enabled()) {
                next = earlier(next, slots(function.urn()).nextClaim(shares.of(function), now));
            }
        }
        StoreException failure = null;
        for (Claiming claiming : claims) {
            Reservation reserved = claiming.reserved();
            try {
                start(reserved, StoreFutures.await(claiming.claim()));
                next = earlier(next, reserved.slots().nextClaim(shares.of(reserved.function()), now));
            } catch (StoreException e) {
                failed(reserved);
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return next;
    }

    /** All slots of a function that are free, if there may be something to claim for them. */
    private Optional<Reservation> reserveFree(FunctionDefinition function, Instant now) {
        Slots own = slots(function.urn());
        return function.enabled()
                ? own.take(shares.of(function), now)
                        .map(taken -> new Reservation(function, own, taken, lease(function, now)))
                : Optional.empty();
    }

    private CompletableFuture<Claim> claim(Reservation reserved, Instant now) {
        return queue.claim(reserved.function().urn(), () -> reserved.taken().count(), now, reserved.lease());
    }

    /** Nothing could be claimed. */
    private static void failed(Reservation reserved) {
        reserved.slots().giveBack(reserved.taken());
        reserved.slots().signal();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private void start(Reservation reserved, Claim claim) {
        Slots.Taken taken = reserved.taken();
        reserved.slots().lookAgainAt(claim.nextDue().orElse(Instant.MAX));
        int unused = taken.count() - claim.attempts().size();
        // Where one was claimed, it is the one to try.
        boolean probe = taken.probe() && claim.attempts().isEmpty();
        reserved.slots().giveBack(new Slots.Taken(unused, probe));
        claim.attempts().forEach(attempt -> start(reserved, attempt));
    }

    /** Starts nothing more. Returns when nothing is being claimed any more: what was is started by then. */
    synchronized void stopClaiming() {
        startsAtOnce = false;
        draining = true;
        claimsUnderWay.arriveAndAwaitAdvance();
    }

    private Slots slots(FunctionUrn function) {
        return slots.computeIfAbsent(function, urn -> new Slots(new CircuitBreaker(urn, settings.backoff())));
    }

    /** Slots of a function, and the lease of the attempts that are started in them. */
    record Reservation(FunctionDefinition function, Slots slots, Slots.Taken taken, Lease lease) {}

    private record Claiming(Reservation reserved, CompletableFuture<Claim> claim) {}
}
