package dev.functiongraph.async.server.store.sqlite;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.Backlog;
import dev.functiongraph.async.server.store.sql.Session;
import java.sql.SQLException;
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

    boolean anyWaits(FunctionUrn function) throws SQLException {
        return of(function) > 0;
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
        byFunction.merge(function, difference, Long::sum);
        inAll += difference;
    }
}
