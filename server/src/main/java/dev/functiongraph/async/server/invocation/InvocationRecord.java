package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.FunctionUrn;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The record of an invocation.
 *
 * @param sequence grows with each acceptance; never used twice
 * @param attempt the number of the last attempt; 0 if there was none yet
 * @param startedAt when the last attempt started
 * @param endedAt when the invocation reached its end
 * @param errorMessage why it failed, was discarded or waits again; empty where nothing is to be said
 * @param redriveOf the invocation that this one repeats
 */
public record InvocationRecord(
        long sequence,
        UUID requestId,
        FunctionUrn function,
        InvocationStatus status,
        int attempt,
        Instant acceptedAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        int errorCode,
        String errorMessage,
        Optional<UUID> redriveOf) {}
