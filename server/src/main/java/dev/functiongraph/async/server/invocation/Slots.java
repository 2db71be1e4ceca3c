package dev.functiongraph.async.server.invocation;

import java.time.Instant;
import java.util.Optional;

/** The places for attempts of one function, and the time to look for its next one. Thread-safe. */
final class Slots {
    private CircuitBreaker breaker;
    private int busy;
    private int unsettled;
    private boolean signalled = true;
    private Instant nextDue = Instant.MAX;

    Slots(CircuitBreaker breaker) {
        this.breaker = breaker;
    }

    /**
     * Slots that were taken together.
     *
     * @param probe whether they are the one that the circuit breaker allows to try
     */
    record Taken(int count, boolean probe) {}

    /**
     * Takes all slots that are free now, if there may be something to claim for them. Takes the signal too, so that one
     * that comes during the claim counts anew.
     */
    synchronized Optional<Taken> take(int concurrency, Instant now) {
        int free = breaker.allowed(free(concurrency), now);
        if (free == 0 || !isDue(now)) {
            return Optional.empty();
        }
        signalled = false;
        busy += free;
        return Optional.of(new Taken(free, breaker.reserve()));
    }

    /** Takes a slot for an invocation that is only now accepted. */
    synchronized boolean takeOne(int concurrency) {
        if (free(concurrency) == 0 || breaker.isOpen()) {
            return false;
        }
        busy++;
        return true;
    }

    /** Invariant 8: as many as run may wait to be settled, for as long as the store takes; then no more are started. */
    private int free(int concurrency) {
        return Math.max(0, Math.min(concurrency - busy, 2 * concurrency - busy - unsettled));
    }

    synchronized boolean hasFree(int concurrency) {
        return free(concurrency) > 0;
    }

    /** Nothing was started in these slots. */
    synchronized void giveBack(Taken taken) {
        if (taken.count() > 0) {
            busy -= taken.count();
            breaker.stopped(taken.probe());
        }
    }

    /**
     * An attempt has ended.
     *
     * @param probe of its slot
     * @param said what its runtime said of it, if it did
     */
    synchronized void release(boolean probe, Optional<Outcome> said, Instant now) {
        if (said.isEmpty()) {
            breaker.stopped(probe);
        } else if (said.get() instanceof Outcome.Unavailable unavailable) {
            breaker.couldNotRun(probe, unavailable, now);
        } else {
            breaker.ran();
        }
        busy--;
        unsettled++;
    }

    /** An attempt's settlement is on stable storage. */
    synchronized void settled() {
        unsettled--;
    }

    synchronized void signal() {
        signalled = true;
    }

    /** The function has another runtime from now on. */
    synchronized void runOn(CircuitBreaker other) {
        breaker = other;
        signalled = true;
    }

    synchronized void lookAgainAt(Instant due) {
        nextDue = due;
    }

    /** Whether there may be something to claim. */
    synchronized boolean isDue(Instant now) {
        return signalled || !nextDue.isAfter(now);
    }

    /** When there may be something to claim, where that is not now. */
    synchronized Instant nextClaim(int concurrency, Instant now) {
        int free = free(concurrency);
        if (free == 0) {
            return Instant.MAX;
        }
        return breaker.allowed(free, now) == 0 ? breaker.nextProbe() : nextDue;
    }
}
