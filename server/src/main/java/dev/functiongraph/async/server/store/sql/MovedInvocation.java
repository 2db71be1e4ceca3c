package dev.functiongraph.async.server.store.sql;

import dev.functiongraph.async.server.invocation.InvocationRecords.AttemptRecord;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An invocation, with all that a store knows of it, on its way to another one. Times are milliseconds: those of the
 * wall clock, or from now on.
 *
 * @param lost attempts that were lost with their server
 * @param lostAlone those that were the only ones
 * @param expiresIn after how long no attempt starts
 * @param maxAge how long it may wait, for a redrive
 * @param dueIn waiting: after how long the next attempt may start
 * @param startedAt of the last attempt
 * @param redriveOf the invocation that this one repeats
 * @param redrivenAs the one that repeats this one
 * @param attempts how they ended, but for a success
 * @param logs of those during which something was written
 */
public record MovedInvocation(
        UUID requestId,
        String function,
        InvocationStatus status,
        int attempt,
        int failures,
        int lost,
        int lostAlone,
        long acceptedAt,
        long expiresIn,
        long maxAge,
        long dueIn,
        @Nullable Long startedAt,
        @Nullable Long endedAt,
        int errorCode,
        String errorMessage,
        @Nullable UUID redriveOf,
        @Nullable UUID redrivenAs,
        List<AttemptRecord> attempts,
        List<MovedLog> logs,
        byte[] event,
        byte @Nullable [] result) {

    /**
     * What a function has written during an attempt.
     *
     * @param storedIn after how long it was stored: a negative time
     */
    public record MovedLog(int number, long storedIn, byte[] text) {}
}
