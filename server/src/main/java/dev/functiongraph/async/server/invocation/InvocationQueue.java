package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.FunctionUrn;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Port: the queue of invocations, which is their record too. A write is complete when it is on stable storage; its
 * future completes exceptionally with a {@link StoreException} if it is not and will not be. Thread-safe.
 */
public interface InvocationQueue {

    /**
     * Stores a new invocation as waiting, unless too many wait or there is no room on the disk. A caller that gives up
     * cancels the future: then the invocation is not stored, or is taken back before anybody can claim it.
     *
     * @param lease asked, from any thread, when the row is written, and gives the same each time; where it gives one,
     *     the invocation is claimed at once for its first attempt, unless others of its function are due
     */
    CompletableFuture<Enqueued> enqueue(Invocation invocation, Supplier<Optional<Lease>> lease);

    /**
     * Claims the longest due waiting invocations of a function that have not expired. Where that fails, or the future
     * is canceled, they wait again.
     *
     * @param lease what they are claimed with
     */
    CompletableFuture<Claim> claim(FunctionUrn function, ClaimLimit limit, Instant now, Lease lease);

    /**
     * Lengthens the leases of attempts that still run. A lease that is no longer the valid one stays so.
     */
    CompletableFuture<Void> renew(Collection<Attempt> attempts, Instant leaseUntil);

    /**
     * Which of the attempts that run here no longer own their invocation: another node has canceled it, or has taken
     * this one for dead. What was claimed for this node long ago, and is not among them, waits again.
     *
     * @param running all that run here
     */
    CompletableFuture<List<Attempt>> outdated(Collection<Attempt> running);

    /**
     * Ends an attempt and, in the same transaction, stores what follows from it.
     *
     * @param next a further invocation, if one follows
     * @param log what the function has written; empty if it wrote nothing. It is kept with its attempt also where the
     *     lease is no longer the valid one, unless there is no room for it
     * @return whether the lease was still the valid one, and what became of the further invocation
     */
    CompletableFuture<Settled> settle(
            Attempt attempt, Settlement settlement, Optional<Invocation> next, Instant now, byte[] log);

    /** The same for an attempt that wrote nothing. */
    default CompletableFuture<Settled> settle(
            Attempt attempt, Settlement settlement, Optional<Invocation> next, Instant now) {
        return settle(attempt, settlement, next, now, FunctionLog.NOTHING);
    }

    /**
     * Discards an invocation that waits.
     *
     * @param waiting as it was read: if it has been claimed since, nothing changes
     */
    CompletableFuture<Settled> discard(
            Attempt waiting, Settlement.Discarded reason, Optional<Invocation> next, Instant now);

    /**
     * Ends an invocation as canceled: a waiting one is discarded, a running one fails, an ended one stays as it is.
     *
     * @return empty if the function has no such invocation
     */
    CompletableFuture<Optional<Canceled>> cancel(UUID requestId, FunctionUrn function, Instant now);

    /** The clock of all times that the store is given and keeps. */
    SteadyClock clock();

    /**
     * What an attempt is claimed with.
     *
     * @param until until when it belongs to the caller alone
     * @param concurrency how many attempts of its function may run at once, on all nodes that share the store
     */
    record Lease(Instant until, int concurrency) {}

    /** How many invocations a claim may take. Used from any thread, when the claim is made. */
    @FunctionalInterface
    interface ClaimLimit {
        /** Where it is 0, nothing is looked for. The same each time, or what was found before. */
        int most();

        /** So many were due: slots that are left may serve what is accepted with the same write. */
        default void found(int number) {}
    }

    /**
     * What became of a new invocation.
     *
     * @param claimed whether it has been claimed for its first attempt
     * @param refusal why it was not stored, where it was not
     */
    record Enqueued(boolean claimed, Optional<String> refusal) {
        public static final Enqueued WAITING = new Enqueued(false, Optional.empty());
        public static final Enqueued CLAIMED = new Enqueued(true, Optional.empty());

        public static Enqueued refused(String reason) {
            return new Enqueued(false, Optional.of(reason));
        }
    }

    /**
     * What became of a settlement.
     *
     * @param valid whether the attempt's lease was still the valid one; if not, nothing has changed
     * @param refusal why the further invocation was not stored, where one was given and was not
     */
    record Settled(boolean valid, Optional<String> refusal) {
        public static final Settled OUTDATED = new Settled(false, Optional.empty());
    }

    /**
     * How a cancellation found an invocation.
     *
     * @param status its status from now on
     * @param wasRunning whether it ran until now, on this node
     */
    record Canceled(InvocationStatus status, boolean wasRunning) {}

    /**
     * What a claim got.
     *
     * @param nextDue when the next waiting invocation of the function becomes due, if one waits
     */
    record Claim(List<Attempt> attempts, Optional<Instant> nextDue) {
        public static final Claim NOTHING = new Claim(List.of(), Optional.empty());
    }
}
