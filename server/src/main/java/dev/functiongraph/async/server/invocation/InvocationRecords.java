package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.FunctionUrn;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;

/** Port: the records of invocations. Sees each write as soon as it is on stable storage. Thread-safe. */
public interface InvocationRecords extends AutoCloseable {

    Optional<InvocationRecord> find(UUID requestId);

    /** Newest first. */
    List<InvocationRecord> list(Query query);

    /** How the attempts of an invocation ended, in their order. */
    List<AttemptRecord> attempts(UUID requestId);

    /** What the function returned; empty if it did not, or what it returned was too large. */
    byte[] result(UUID requestId);

    /** The event as its caller sent it; empty if there is no such invocation. */
    byte[] event(UUID requestId);

    /** What the attempts of an invocation have written, by their numbers; none of those that wrote nothing. */
    SortedMap<Integer, byte[]> logs(UUID requestId);

    /**
     * The logs that were stored last of a function's attempts, at most {@code limit}, in the order in which they were
     * stored. One may come before others that are here already: with what was stored in the same seconds.
     *
     * @param from stored then or later
     */
    List<LogEntry> newestLogs(FunctionUrn function, Instant from, int limit);

    /** Whether an invocation of this function was ever accepted. */
    boolean knows(FunctionUrn function);

    Tally tally();

    @Override
    void close();

    /**
     * @param function of this function alone
     * @param status in this status alone
     * @param acceptedFrom accepted then or later
     * @param acceptedUntil accepted then or earlier
     * @param before with a smaller sequence than this
     * @param limit at most so many
     */
    record Query(
            Optional<FunctionUrn> function,
            Optional<InvocationStatus> status,
            Optional<Instant> acceptedFrom,
            Optional<Instant> acceptedUntil,
            long before,
            int limit) {

        public Query of(FunctionUrn only) {
            return new Query(Optional.of(only), status, acceptedFrom, acceptedUntil, before, limit);
        }

        Query withLimit(int other) {
            return new Query(function, status, acceptedFrom, acceptedUntil, before, other);
        }

        public boolean matches(InvocationRecord record) {
            return function.map(record.function()::equals).orElse(true)
                    && status.map(record.status()::equals).orElse(true)
                    && !acceptedFrom.map(record.acceptedAt()::isBefore).orElse(false)
                    && !acceptedUntil.map(record.acceptedAt()::isAfter).orElse(false)
                    && record.sequence() < before;
        }
    }

    /** A log without its content. */
    record LogEntry(UUID requestId, int number, Instant storedAt) {}

    /** @param outcome the status that the attempt led to, or {@code LOST} where nobody knows how it ended */
    record AttemptRecord(int number, Instant startedAt, Instant endedAt, String outcome, String message) {}
}
