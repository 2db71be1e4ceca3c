package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.FunctionCatalog;
import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.InvocationQueue.Lease;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The slots of all functions, each with as many of its own as its concurrency: none uses another's (invariant 7, one
 * function cannot starve another). Thread-safe.
 */
final class FunctionSlots {
    private final InvocationEngine.Settings settings;
    private final SteadyClock clock;
    private final ConcurrencyShares shares;
    private final Map<FunctionUrn, Slots> slots = new ConcurrentHashMap<>();

    FunctionSlots(InvocationEngine.Settings settings, SteadyClock clock) {
        this.settings = settings;
        this.clock = clock;
        this.shares = new ConcurrencyShares(settings.attemptsInMemory());
    }

    /** Slots of a function, and the lease of the attempts that are started in them. */
    record Reservation(FunctionDefinition function, Slots slots, Slots.Taken taken, Lease lease) {

        /** Gives back all but so many, which are used. */
        Reservation keep(int number) {
            // Where one is used, it is the one to try.
            boolean tried = taken.probe() && number > 0;
            slots.giveBack(new Slots.Taken(taken.count() - number, taken.probe() && !tried));
            return new Reservation(function, slots, new Slots.Taken(number, tried), lease);
        }
    }

    void catalogChanged(FunctionCatalog changed) {
        shares.catalogChanged(changed);
        Map<Object, CircuitBreaker> breakers = new HashMap<>();
        for (FunctionDefinition function : changed.definitions()) {
            // Functions that share a container share its fate; in the server's own process each has its own.
            Object runtime = function.runtime().isInProcess() ? function.urn() : function.runtime();
            of(function.urn())
                    .runOn(breakers.computeIfAbsent(
                            runtime, key -> new CircuitBreaker(function.urn(), settings.backoff())));
        }
    }

    Slots of(FunctionUrn function) {
        return slots.computeIfAbsent(function, urn -> new Slots(new CircuitBreaker(urn, settings.backoff())));
    }

    boolean hasFree(FunctionDefinition function) {
        return of(function.urn()).hasFree(shares.of(function));
    }

    /** Whether one is free, and there may be something to claim for it. */
    boolean canClaim(FunctionDefinition function) {
        return of(function.urn()).isDue(clock.instant()) && hasFree(function);
    }

    /** When there may be something to claim for the function, where that is not now. */
    Instant nextClaim(FunctionDefinition function, Instant now) {
        return of(function.urn()).nextClaim(shares.of(function), now);
    }

    /** One, for an invocation that is about to be accepted. */
    Optional<Reservation> takeOne(FunctionDefinition function) {
        Slots own = of(function.urn());
        return own.takeOne(shares.of(function))
                ? Optional.of(
                        new Reservation(function, own, new Slots.Taken(1, false), lease(function, clock.instant())))
                : Optional.empty();
    }

    /** All that are free, if there may be something to claim for them. */
    Optional<Reservation> takeFree(FunctionDefinition function, Instant now) {
        Slots own = of(function.urn());
        return function.enabled()
                ? own.take(shares.of(function), now)
                        .map(taken -> new Reservation(function, own, taken, lease(function, now)))
                : Optional.empty();
    }

    /** Invariant 4: the lease outlives the timeout. */
    Lease lease(FunctionDefinition function, Instant now) {
        return new Lease(now.plus(function.timeout()).plus(settings.leaseMargin()), function.concurrency());
    }
}
