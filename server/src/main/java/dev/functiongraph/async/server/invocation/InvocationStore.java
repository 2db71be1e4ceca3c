package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.FunctionUrn;
import java.util.function.Predicate;

/** Port: the open store of a server. Its three roles see the same invocations. Thread-safe. */
public interface InvocationStore extends AutoCloseable {

    InvocationQueue queue();

    InvocationMaintenance maintenance();

    InvocationRecords records();

    /** Makes the writes that wait, and lets another server use the store. */
    @Override
    void close();

    /**
     * The rules of a store.
     *
     * @param backlog how many invocations may wait
     * @param minFreeBytes with less free space than that on the disk, nothing is queued
     * @param afterCrash how long what a server was running when it ended without a word waits before it is run again
     * @param isInProcess whether a function runs inside the server, which it may have ended
     */
    record Settings(Backlog backlog, long minFreeBytes, Backoff afterCrash, Predicate<FunctionUrn> isInProcess) {}
}
