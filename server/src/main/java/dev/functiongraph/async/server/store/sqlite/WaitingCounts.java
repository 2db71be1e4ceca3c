package dev.functiongraph.async.server.store.sqlite;

import dev.functiongraph.async.server.invocation.Backlog;
import dev.functiongraph.async.server.store.sql.Session;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The numbers of waiting invocations, or more: what is added is counted, what is claimed is not. Only where that
 * reaches a limit, or something else has been put back, is the true count read, so that accepting costs no query. Used
 * by the writer alone.
 */
final class WaitingCounts {
    private static final String COUNTS = "SELECT urn, n FROM tally JOIN function ON id = function WHERE what = 'WAIT'";

    private final Session session;
    private final Backlog limit;
    private final Map<String, Long> byFunction = new HashMap<>();
    private long inAll;
    private boolean outdated = true;

    WaitingCounts(Session session, Backlog limit) {
        this.session = session;
        this.limit = limit;
    }

    /** Something else than {@link #add} may have made invocations wait. */
    void outdated() {
        outdated = true;
    }

    private void read() throws SQLException {
        outdated = false;
        byFunction.clear();
        inAll = 0;
        session.query(
                row -> {
                    inAll += row.getLong(2);
                    return byFunction.put(row.getString(1), row.getLong(2));
                },
                COUNTS);
    }

    /** Counts one more, unless that is too many: then says so. */
    Optional<String> add(String function) throws SQLException {
        if (outdated || isFull(function)) {
            read();
        }
        if (inAll >= limit.inAll()) {
            return Optional.of("the backlog is full: " + inAll + " invocations wait, the limit is " + limit.inAll());
        }
        if (of(function) >= limit.perFunction()) {
            return Optional.of("the function's backlog is full: " + of(function) + " invocations wait, the limit is "
                    + limit.perFunction());
        }
        byFunction.merge(function, 1L, Long::sum);
        inAll++;
        return Optional.empty();
    }

    private boolean isFull(String function) {
        return inAll >= limit.inAll() || of(function) >= limit.perFunction();
    }

    private long of(String function) {
        return byFunction.getOrDefault(function, 0L);
    }
}
