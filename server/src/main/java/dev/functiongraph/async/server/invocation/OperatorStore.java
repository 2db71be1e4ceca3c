package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.FunctionUrn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Port: a store as an operator uses it, beside a running server or without one. Each operation throws a {@link
 * StoreException} if the store cannot be used. Used by one thread.
 */
public interface OperatorStore extends AutoCloseable {

    InvocationRecords records();

    /**
     * Queues a failed or discarded invocation again, as a new one with the same event and as long to live, within the
     * limits of the server that ran last. A running server notices it within a second.
     *
     * @param wall read when the new one's place in the order of acceptance is certain
     */
    Redrive redrive(UUID requestId, UUID newRequestId, Clock wall);

    /** The result of a redrive. */
    enum Redrive {
        QUEUED,
        /** Unknown, not failed or discarded, or redriven before. */
        SKIPPED,
        /** The backlog of its function, or of all, is full. */
        BACKLOG_FULL,
        /** The disk is nearly full. */
        NO_ROOM
    }

    /**
     * Discards what waits for a function, in small batches, so that a running server's writes get their turn.
     *
     * @return how many invocations were discarded
     */
    int discard(FunctionUrn function, Instant now);

    /** Damage of the store, and counts that do not match what it holds; empty if it is sound. */
    List<String> problems();

    /** What is not wrong yet, but should be looked at. */
    default List<String> advice() {
        return List.of();
    }

    /** The servers that share the store, oldest first; none where only one can use it. */
    default List<NodeState> nodes() {
        return List.of();
    }

    /**
     * A server that shares the store with others.
     *
     * @param number tells it apart from others at the same address, also in the logs
     * @param silentFor how long its last heartbeat is ago
     * @param functions how many it serves
     * @param running how many attempts it runs
     */
    record NodeState(
            int number,
            String address,
            String version,
            Instant startedAt,
            Duration silentFor,
            int functions,
            long running) {}

    /** The time at which the oldest waiting invocation was accepted. */
    Optional<Instant> oldestWaiting();

    @Override
    void close();
}
