package dev.functiongraph.async.server.invocation;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** How many attempts of one function run, and when to look for the next. Thread-safe. */
final class Slots {
    private final AtomicInteger busy = new AtomicInteger();
    private volatile boolean signalled = true;
    private volatile Instant nextDue = Instant.MAX;

    int free(int concurrency) {
        return concurrency - busy.get();
    }

    void occupy() {
        busy.incrementAndGet();
    }

    void release() {
        busy.decrementAndGet();
        signal();
    }

    void signal() {
        signalled = true;
    }

    /** Whether there may be something to claim; takes the signal, so that one that comes during the claim counts anew. */
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
}
