package dev.functiongraph.async.server.store.sqlite;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.Backlog;
import dev.functiongraph.async.server.store.sql.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The numbers of waiting invocations, kept in memory so that accepting costs no query. They are read anew where they
 * may have become wrong: after a rollback, and after {@link #outdated}. Used by the writer alone.
 */
final class WaitingCounts {
    private final TallyTable tally;
    private final Backlog limit;
    private final Map<FunctionUrn, Long> byFunction = new HashMap<>();
    /** Where a claim has found no more that is due, and nothing was added since: when the next one is. */
    private final Map<FunctionUrn, Instant> nextDue = new HashMap<>();

    private long inAll;
    private boolean outdated = true;

    WaitingCounts(Session session, TallyTable tally, Backlog limit) {
        this.tally = tally;
        this.limit = limit;
        session.onRollback(this::outdated);
    }

    /** What waits has changed, and nobody said by how much. */
    void outdated() {
        outdated = true;
    }

    private void read() throws SQLException {
        outdated = false;
        nextDue.clear();
        byFunction.clear();
        byFunction.putAll(tally.waiting());
        inAll = byFunction.values().stream().mapToLong(Long::longValue).sum();
    }

    private long of(FunctionUrn function) throws SQLException {
        if (outdated) {
            read();
        }
        return byFunction.getOrDefault(function, 0L);
    }

    /** Whether some wait that are to be started before what is new. */
    boolean anyIsDue(FunctionUrn function, Instant now) throws SQLException {
        return of(function) > 0 && !nextDue.getOrDefault(function, Instant.MIN).isAfter(now);
    }

    /** All that was due has been claimed; the next one is due then. */
    void nextIsDue(FunctionUrn function, Instant then) {
        nextDue.put(function, then);
    }

    /** Counts one more, unless that is too many: then says so. */
    Optional<String> add(FunctionUrn function) throws SQLException {
        long waiting = of(function);
        if (inAll >= limit.inAll()) {
            return Optional.of("the backlog is full: " + inAll + " invocations wait, the limit is " + limit.inAll());
        }
        if (waiting >= limit.perFunction()) {
            return Optional.of("the function's backlog is full: " + waiting + " invocations wait, the limit is "
                    + limit.perFunction());
        }
        change(function, 1);
        return Optional.empty();
    }

    void change(FunctionUrn function, long difference) {
        if (difference > 0) {
            nextDue.remove(function);
        }
        byFunction.merge(function, difference, Long::sum);
        inAll += difference;
    }
}
