package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.FunctionUrn;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Port: the queue and the record of all invocations, in one. A write is complete when it is on stable storage; its future
 * completes exceptionally with a {@link StoreException} if it is not and will not be. Thread-safe.
 */
public interface InvocationStore extends AutoCloseable {

    /**
     * Stores a new invocation as waiting. A caller that no longer waits cancels the future: then the invocation is not
     * stored, or is taken back before anybody can claim it.
     */
    CompletableFuture<Void> enqueue(Invocation invocation);

    /**
     * Claims the longest due waiting invocations of a function that have not expired.
     *
     * @param leaseUntil until when they belong to the caller alone
     */
    CompletableFuture<Claim> claim(FunctionUrn function, int limit, Instant now, Instant leaseUntil);

    /**
     * Ends an attempt.
     *
     * @return false, and nothing has changed, if the attempt's lease is no longer the valid one
     */
    CompletableFuture<Boolean> settle(Attempt attempt, Settlement settlement, Instant now);

    /**
     * Lets invocations wait again whose lease has ended, and discards waiting ones that have expired.
     *
     * @return the functions that have something to claim because of it
     */
    CompletableFuture<Set<FunctionUrn>> expire(Instant now);

    /** Discards all that waits for a function. */
    CompletableFuture<Integer> discardWaiting(FunctionUrn function, ErrorCode code, String message, Instant now);

    /** The functions for which something waits. */
    CompletableFuture<Set<FunctionUrn>> functionsWithWaiting();

    @Override
    void close();

    /**
     * What a claim got.
     *
     * @param nextDue when the next waiting invocation of the function becomes due, if one waits
     */
    record Claim(List<Attempt> attempts, Optional<Instant> nextDue) {}
}
