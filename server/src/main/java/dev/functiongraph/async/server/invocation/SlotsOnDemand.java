package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.invocation.FunctionSlots.Reservation;
import dev.functiongraph.async.server.invocation.InvocationQueue.ClaimLimit;
import dev.functiongraph.async.server.invocation.InvocationQueue.Lease;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The slots for invocations that are being stored or claimed, taken when their rows are written and not before: what
 * still waits for the disk keeps none from those that could use it. Thread-safe.
 */
final class SlotsOnDemand implements Supplier<Optional<Lease>>, ClaimLimit {
    private final Supplier<Optional<Reservation>> slots;
    private Optional<Reservation> reserved = Optional.empty();
    private boolean closed;

    /** @param slots gives those that are free, if any are */
    SlotsOnDemand(Supplier<Optional<Reservation>> slots) {
        this.slots = slots;
    }

    /** Those that have been taken already. */
    SlotsOnDemand(Reservation taken) {
        this(Optional::empty);
        reserved = Optional.of(taken);
    }

    /** Empty if no slot is free, or nobody needs one any more. Once there is one, it is the same each time. */
    @Override
    public Optional<Lease> get() {
        return reserved().map(Reservation::lease);
    }

    /** How many they are. */
    @Override
    public int most() {
        return reserved().map(found -> found.taken().count()).orElse(0);
    }

    /** Gives back those for which there was nothing. */
    @Override
    public synchronized void found(int number) {
        if (!closed) {
            reserved = reserved.map(all -> all.keep(number));
        }
    }

    private synchronized Optional<Reservation> reserved() {
        if (!closed && reserved.isEmpty()) {
            reserved = slots.get();
        }
        return closed ? Optional.empty() : reserved;
    }

    /** Takes none from now on: whoever gave the write up gives back what was taken. */
    synchronized Optional<Reservation> close() {
        closed = true;
        return reserved;
    }
}
