package dev.functiongraph.async.server.store.postgresql;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.Backlog;
import dev.functiongraph.async.server.store.sql.Session;
import dev.functiongraph.async.server.store.sql.TallyChanges;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The numbers of waiting invocations, kept in memory so that accepting costs no query. They are read anew every second;
 * what other nodes have accepted since then is not in them, and may exceed the limit. Thread-safe.
 */
final class BacklogCounts {
    private static final String COUNTS = """
            SELECT id, urn, sum(waiting), count(*) FROM tally JOIN function ON id = tally.function GROUP BY id, urn""";

    private final Backlog limit;
    private final Map<Integer, Long> byFunction = new HashMap<>();
    /** Where all that was due has been claimed, and nothing was added since: when the next one is due. */
    private final Map<Integer, Instant> nextDue = new HashMap<>();

    private long inAll;

    BacklogCounts(Backlog limit) {
        this.limit = limit;
    }

    /**
     * @param functions are told of those that other nodes have found
     * @return of how many rows the counts are the sums
     */
    long read(Session on, FunctionIds functions) throws SQLException {
        Map<Integer, Long> counts = new HashMap<>();
        List<Long> rows = on.query(
                row -> {
                    functions.learn(row.getInt(1), row.getString(2));
                    counts.put(row.getInt(1), row.getLong(3));
                    return row.getLong(4);
                },
                COUNTS);
        synchronized (this) {
            byFunction.clear();
            nextDue.clear();
            inAll = 0;
            counts.forEach(this::add);
        }
        return rows.stream().mapToLong(Long::longValue).sum();
    }

    /** How many invocations wait, by function; only those for which some do. */
    synchronized Map<FunctionUrn, Long> waiting(FunctionIds functions) {
        Map<FunctionUrn, Long> found = new HashMap<>();
        byFunction.forEach((function, count) -> {
            if (count > 0) {
                functions.find(function).ifPresent(urn -> found.put(urn, count));
            }
        });
        return found;
    }

    /** When the first of those that wait is due, as far as this node knows: long ago, if it does not. */
    synchronized Instant nextDue(int function) {
        return byFunction.getOrDefault(function, 0L) > 0 ? nextDue.getOrDefault(function, Instant.MIN) : Instant.MAX;
    }

    /** The same, as a transaction that has committed has left it. */
    synchronized void nextIsDue(int function, Instant then) {
        nextDue.put(function, then);
    }

    /** What a transaction that has committed has changed. */
    synchronized void add(TallyChanges tally) {
        tally.waiting().forEach(this::add);
    }

    private void add(int function, long difference) {
        if (difference > 0) {
            nextDue.remove(function);
        }
        byFunction.merge(function, difference, Long::sum);
        inAll += difference;
    }

    /**
     * Why no further invocation of a function may wait; empty if it may.
     *
     * @param tally what the transaction that would store it has changed before
     */
    synchronized Optional<String> refusal(int function, TallyChanges tally) {
        Map<Integer, Long> here = tally.waiting();
        long all = inAll + here.values().stream().mapToLong(Long::longValue).sum();
        if (all >= limit.inAll()) {
            return Optional.of("the backlog is full: " + all + " invocations wait, the limit is " + limit.inAll());
        }
        long own = byFunction.getOrDefault(function, 0L) + here.getOrDefault(function, 0L);
        if (own >= limit.perFunction()) {
            return Optional.of("the function's backlog is full: " + own + " invocations wait, the limit is "
                    + limit.perFunction());
        }
        return Optional.empty();
    }
}
