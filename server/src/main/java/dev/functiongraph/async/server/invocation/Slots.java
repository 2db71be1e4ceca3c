package dev.functiongraph.async.server.invocation;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The places for attempts of one function, and the time to look for its next one. Thread-safe. */
final class Slots {
    private volatile CircuitBreaker breaker;
    private final AtomicInteger busy = new AtomicInteger();
    private volatile boolean signalled = true;
    private volatile Instant nextDue = Instant.MAX;

    Slots(CircuitBreaker breaker) {
        this.breaker = breaker;
    }

    /** How many attempts may be started now. */
    int free(int concurrency, Instant now) {
        return breaker.allowed(Math.max(0, concurrency - busy.get()), now);
    }

    /** @return to be handed to {@link #cancel}, or to {@link #release} for each attempt */
    boolean reserve() {
        return breaker.reserve();
    }

    /** There was nothing to start. */
    void cancel(boolean probe) {
        breaker.stopped(probe);
    }

    void occupy() {
        busy.incrementAndGet();
    }

    /**
     * @param probe what {@link #reserve} returned
     * @param said what the attempt's runtime said of it, if it did
     */
    void release(boolean probe, Optional<Outcome> said, Instant now) {
        if (said.isEmpty()) {
            breaker.stopped(probe);
        } else if (said.get() instanceof Outcome.Unavailable unavailable) {
            breaker.couldNotRun(probe, unavailable, now);
        } else {
            breaker.ran();
        }
        busy.decrementAndGet();
        signal();
    }

    void signal() {
        signalled = true;
    }

    /** The function has another runtime from now on. */
    void runOn(CircuitBreaker other) {
        breaker = other;
        signal();
    }

    /**
     * Whether there may be something to claim; takes the signal, so that one that comes during the claim counts anew.
     */
    boolean takeSignal(Instant now) {
        if (!signalled && nextDue.isAfter(now)) {
            return false;
        }
        signalled = false;
        return true;
    }

    void lookAgainAt(Instant due) {
        nextDue = due;
    }

    Instant nextDue() {
        return nextDue;
    }

    /** When an attempt may be started, where only the circuit breaker holds it back. */
    Instant nextProbe(int concurrency) {
        return busy.get() < concurrency ? breaker.nextProbe() : Instant.MAX;
    }
}
