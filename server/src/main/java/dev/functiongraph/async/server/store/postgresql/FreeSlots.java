package dev.functiongraph.async.server.store.postgresql;

/** What a transaction may start of a function. Used by one thread. */
final class FreeSlots {
    private final int slots;
    private int running;
    private boolean anyWaits;

    /**
     * @param running how many this node runs already
     * @param slots how many it may run
     * @param anyWaits whether invocations of the function wait
     */
    FreeSlots(int running, int slots, boolean anyWaits) {
        this.running = running;
        this.slots = slots;
        this.anyWaits = anyWaits;
    }

    /** How many may start, of so many that could. */
    int of(int limit, int concurrency) {
        return Math.max(0, Math.min(limit, Math.min(slots, concurrency) - running));
    }

    void started(int number) {
        running += number;
    }

    /** From now on nothing new may start before what waits. */
    void waits() {
        anyWaits = true;
    }

    /** Takes a slot for what is new, if there is one and nothing of its function waits. */
    boolean takeOne(int concurrency) {
        boolean taken = !anyWaits && of(1, concurrency) == 1;
        if (taken) {
            running++;
        }
        return taken;
    }
}
