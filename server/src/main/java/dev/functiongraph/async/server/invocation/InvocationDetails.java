package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.invocation.InvocationRecords.AttemptRecord;
import java.util.List;
import java.util.SortedMap;

/**
 * All that is known of an invocation.
 *
 * @param result empty if there is none
 * @param attempts those that have ended
 * @param logs what they have written, by their numbers
 */
public record InvocationDetails(
        InvocationRecord record,
        byte[] event,
        byte[] result,
        List<AttemptRecord> attempts,
        SortedMap<Integer, byte[]> logs) {}
