package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.invocation.Dispatcher.Reservation;
import dev.functiongraph.async.server.invocation.InvocationQueue.Lease;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The slot of an invocation that is being stored, taken when its row is written and not before: what still waits for
 * the disk keeps none from those that could use it. Thread-safe.
 */
final class SlotOnDemand implements Supplier<Optional<Lease>> {
    private final Supplier<Optional<Reservation>> slots;
    private Optional<Reservation> reserved = Optional.empty();
    private boolean closed;

    /** @param slots gives one that is free */
    SlotOnDemand(Supplier<Optional<Reservation>> slots) {
        this.slots = slots;
    }

    /** Empty if there is no free slot, or nobody needs one any more. Once there is one, it is the same each time. */
    @Override
    public synchronized Optional<Lease> get() {
        if (!closed && reserved.isEmpty()) {
            reserved = slots.get();
        }
        return closed ? Optional.empty() : reserved.map(Reservation::lease);
    }

    /** Takes none from now on: whoever gave the write up gives back what was taken. */
    synchronized Optional<Reservation> close() {
        closed = true;
        return reserved;
    }
}
