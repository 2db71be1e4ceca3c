package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.FunctionUrn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Port: the maintenance of the queue, for what time alone brings about. Futures as those of {@link InvocationQueue}.
 * Thread-safe.
 */
public interface InvocationMaintenance {

    /** Lets invocations wait again whose lease has ended. */
    CompletableFuture<Integer> requeueExpiredLeases(Instant now);

    /** Waiting invocations that have expired, at most so many; {@link InvocationQueue#discard} ends them. */
    CompletableFuture<List<Expired>> expired(Instant now, int limit);

    /**
     * Discards what waits for a function that no node serves, at most {@code limit}.
     *
     * @return how many were discarded
     */
    CompletableFuture<Integer> discardAll(FunctionUrn function, Settlement.Discarded reason, Instant now, int limit);

    /** The functions that are served here from now on: no other node discards what waits for them. */
    CompletableFuture<Void> serve(Set<FunctionUrn> functions);

    /**
     * To be called once, before anything runs.
     *
     * @param stop called, from any thread, when other nodes may be starting what runs here, because this one has not
     *     been heard for too long
     */
    void onCutOff(Runnable stop);

    /** Whether other nodes may be starting what was claimed here. */
    boolean isCutOff();

    /** How many invocations wait, by function; only those for which some do. */
    CompletableFuture<Map<FunctionUrn, Long>> waiting();

    /**
     * To be called once a second: the store notices what was done around it, to the system's clock and by other tools.
     */
    CompletableFuture<Void> keepUp();

    /**
     * Deletes records of ended invocations, oldest first, at most {@code limit}.
     *
     * @param endedBefore those that ended before this
     * @param keep and those beyond so many
     * @return how many were deleted
     */
    CompletableFuture<Integer> purge(Instant endedBefore, long keep, int limit);

    /**
     * Deletes logs, at most about {@code limit}: those of records that were deleted, and the oldest of those beyond so
     * many bytes.
     *
     * @return how many were deleted
     */
    CompletableFuture<Integer> purgeLogs(long keepBytes, int limit);

    /** @param lastMessage why its last attempt led to no end; empty if there was none */
    record Expired(Attempt waiting, String lastMessage) {}
}
