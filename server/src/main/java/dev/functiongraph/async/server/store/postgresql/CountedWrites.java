package dev.functiongraph.async.server.store.postgresql;

import dev.functiongraph.async.server.store.sql.Session;
import dev.functiongraph.async.server.store.sql.TallyChanges;
import java.sql.SQLException;

/** The transactions that change the counts, with what follows from their commit. Thread-safe. */
final class CountedWrites {
    private final Connections connections;
    private final BacklogCounts backlog;

    CountedWrites(Connections connections, BacklogCounts backlog) {
        this.connections = connections;
        this.backlog = backlog;
    }

    <T> T write(Work<T> work) throws SQLException {
        TallyChanges tally = new TallyChanges();
        T result = connections.write(on -> {
            T made = work.on(on, tally);
            TallyTable.write(on, tally);
            return made;
        });
        backlog.add(tally);
        return result;
    }

    /** What a transaction does, and says of what it does to the counts. */
    @FunctionalInterface
    interface Work<T> {
        T on(Session session, TallyChanges tally) throws SQLException;
    }
}
