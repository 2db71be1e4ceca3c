package dev.functiongraph.async.server.store.postgresql;

import java.time.Instant;

/** What a transaction may start of a function. Used by one thread. */
final class FreeSlots {
    private final int slots;
    private int running;
    private Instant nextDue;

    /**
     * @param running how many this node runs already
     * @param slots how many it may run
     * @param nextDue when the first of those that wait is due
     */
    FreeSlots(int running, int slots, Instant nextDue) {
        this.running = running;
        this.slots = slots;
        this.nextDue = nextDue;
    }

    /** How many may start, of so many that could. */
    int of(int limit, int concurrency) {
        return Math.max(0, Math.min(limit, Math.min(slots, concurrency) - running));
    }

    /**
     * So many of what waited start, where so many could.
     *
     * @param next when the first of those that still wait is due, if it is not due yet
     */
    void claimed(int number, int limit, Instant next) {
        running += number;
        if (number < limit) {
            nextDue = next;
        }
    }

    /** From now on nothing new may start before what waits. */
    void waits() {
        nextDue = Instant.MIN;
    }

    /** When the first of those that wait is due, as far as that is known. */
    Instant nextDue() {
        return nextDue;
    }

    /** Takes a slot for what is new, if there is one and nothing that is due goes before it. */
    boolean takeOne(int concurrency, Instant now) {
        boolean taken = nextDue.isAfter(now) && of(1, concurrency) == 1;
        if (taken) {
            running++;
        }
        return taken;
    }
}
