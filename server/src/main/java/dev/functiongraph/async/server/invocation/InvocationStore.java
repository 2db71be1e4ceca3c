package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.FunctionUrn;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Port: the queue of invocations, which is their record too. A write is complete when it is on stable storage; its future
 * completes exceptionally with a {@link StoreException} if it is not and will not be. Thread-safe.
 */
public interface InvocationStore extends AutoCloseable {

    /**
     * Stores a new invocation as waiting, unless too many wait or there is no room on the disk. A caller that gives up
     * cancels the future: then the invocation is not stored, or is taken back before anybody can claim it.
     *
     * @return why it was not stored; empty if it was
     */
    CompletableFuture<Optional<String>> enqueue(Invocation invocation);

    /**
     * Claims the longest due waiting invocations of a function that have not expired. Where that fails, or the future is
     * canceled, they wait again.
     *
     * @param leaseUntil until when they belong to the caller alone
     */
    CompletableFuture<Claim> claim(FunctionUrn function, int limit, Instant now, Instant leaseUntil);

    /**
     * Lengthens the leases of attempts that still run. A lease that is no longer the valid one stays so.
     */
    CompletableFuture<Void> renew(Collection<Attempt> attempts, Instant leaseUntil);

    /**
     * Ends an attempt and, in the same transaction, stores what follows from it.
     *
     * @param next a further invocation, if one follows
     * @return whether the lease was still the valid one, and what became of the further invocation
     */
    CompletableFuture<Settled> settle(Attempt attempt, Settlement settlement, Optional<Invocation> next, Instant now);

    /** Lets invocations wait again whose lease has ended. */
    CompletableFuture<Integer> endLeases(Instant now);

    /** Waiting invocations that have expired, at most so many; {@link #discard} ends them. */
    CompletableFuture<List<Expired>> expired(Instant now, int limit);

    /**
     * Discards an invocation that waits.
     *
     * @param waiting as it was read: if it has been claimed since, nothing changes
     */
    CompletableFuture<Settled> discard(
            Attempt waiting, Settlement.Discarded reason, Optional<Invocation> next, Instant now);

    /**
     * Discards what waits for a function, at most {@code limit}.
     *
     * @return how many were discarded
     */
    CompletableFuture<Integer> discardAll(FunctionUrn function, Settlement.Discarded reason, Instant now, int limit);

    /**
     * Ends an invocation as canceled: a waiting one is discarded, a running one fails, an ended one stays as it is.
     *
     * @return empty if the function has no such invocation
     */
    CompletableFuture<Optional<Canceled>> cancel(UUID requestId, FunctionUrn function, Instant now);

    /** How many invocations wait, by function; only those for which some do. */
    CompletableFuture<Map<FunctionUrn, Long>> waiting();

    /** To be called once a second: the store notices what was done around it, to the system's clock and by other tools. */
    CompletableFuture<Void> keepUp();

    /**
     * Deletes records of ended invocations, oldest first, at most {@code limit}.
     *
     * @param endedBefore those that ended before this
     * @param keep and those beyond so many
     * @return how many were deleted
     */
    CompletableFuture<Integer> purge(Instant endedBefore, long keep, int limit);

    /** The clock of all times that the store is given and keeps. */
    SteadyClock clock();

    @Override
    void close();

    /**
     * How many invocations may wait.
     *
     * @param perFunction for one function
     * @param inAll for all together
     */
    record Backlog(long perFunction, long inAll) {}

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
     * @param wasRunning whether it ran until now
     */
    record Canceled(InvocationStatus status, boolean wasRunning) {}

    /** @param lastMessage why its last attempt led to no end; empty if there was none */
    record Expired(Attempt waiting, String lastMessage) {}

    /**
     * What a claim got.
     *
     * @param nextDue when the next waiting invocation of the function becomes due, if one waits
     */
    record Claim(List<Attempt> attempts, Optional<Instant> nextDue) {}
}
