package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.FunctionCatalog;
import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.invocation.FunctionSlots.Reservation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The scheduler of attempts. What is accepted starts at once where it can; what waits is claimed when a slot of its
 * function is free.
 *
 * <p>A pass looks at every function that has something due and a free slot, claims, and has the attempts started. It
 * does not wait for them: an attempt that ends claims what comes next. Thread-safe.
 */
final class Dispatcher {
    private static final Duration HOUSEKEEPING_INTERVAL = Duration.ofSeconds(1);

    private final Supplier<FunctionCatalog> catalog;
    private final RunningAttempts running;
    private final Settler settler;
    private final Housekeeping housekeeping;
    private final SteadyClock clock;
    private final Runnable wake;
    private final FunctionSlots slots;
    private final Claims claims;
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
        this.running = running;
        this.settler = settler;
        this.housekeeping = housekeeping;
        this.clock = queue.clock();
        this.wake = wake;
        this.slots = new FunctionSlots(settings, clock);
        this.claims = new Claims(catalog, queue, slots, answers, this::start);
    }

    /** Something new may be due for this function. Where it has no free slot, a pass comes with the next that is. */
    void signal(FunctionDefinition function) {
        slots.of(function.urn()).signal();
        if (slots.hasFree(function)) {
            wake.run();
        }
    }

    /** From now on what is accepted, or waits, is started at once where it can be, without waiting for a pass. */
    void startAtOnce() {
        startsAtOnce = true;
    }

    /**
     * Takes a slot for an invocation that is about to be accepted.
     *
     * @return empty if it has to wait for a pass
     */
    Optional<Reservation> reserve(FunctionDefinition function) {
        return startsAtOnce ? slots.takeOne(function) : Optional.empty();
    }

    /** Starts a claimed attempt, or that of an invocation that was claimed as it was accepted. */
    void start(Reservation reserved, Attempt attempt) {
        Slots own = reserved.slots();
        running.start(
                reserved.function(),
                attempt,
                reserved.lease().until(),
                said -> {
                    Instant now = clock.instant();
                    own.release(reserved.taken().probe(), said, now);
                    if (said.isEmpty()) {
                        wakeIfDue(reserved);
                    } else if (startsAtOnce) {
                        claims.next(reserved, now);
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
        if (slots.canClaim(reserved.function())) {
            wake.run();
        }
    }

    /** It was not accepted, or waits. */
    void giveBack(Reservation reserved) {
        reserved.slots().giveBack(reserved.taken());
        wakeIfDue(reserved);
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
            slots.catalogChanged(catalog.get());
        }
        if (!now.isBefore(nextHousekeeping)) {
            Housekeeping.Result result = housekeeping.run(now);
            result.waiting().forEach(function -> slots.of(function).signal());
            nextHousekeeping = result.more() ? now : now.plus(HOUSEKEEPING_INTERVAL);
        }
        return claims.all(now, nextHousekeeping);
    }

    /** Starts nothing more. Returns when nothing is being claimed any more: what was is started by then. */
    synchronized void stopClaiming() {
        startsAtOnce = false;
        draining = true;
        claims.stop();
    }
}
