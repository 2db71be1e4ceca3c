package dev.functiongraph.async.server.store.sql;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.Event;
import dev.functiongraph.async.server.invocation.Invocation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The parts of rows that mean the same in all stores. */
public final class Rows {
    private Rows() {}

    /** @param row whose columns have the names of an attempt's fields */
    public static Attempt attempt(ResultSet row, UUID requestId, FunctionUrn function) throws SQLException {
        Instant expiresAt = Instant.ofEpochMilli(row.getLong("expires_at"));
        Invocation invocation = new Invocation(
                requestId,
                function,
                new Event(row.getBytes("event")),
                expiresAt.minusMillis(row.getLong("max_age")),
                expiresAt);
        return new Attempt(
                invocation,
                row.getInt("attempt"),
                row.getInt("failures"),
                row.getInt("lost"),
                row.getInt("lost_alone"));
    }

    public static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    /** Newest last, where an index has them newest first. */
    public static <T> List<T> reversed(List<T> rows) {
        List<T> reversed = new ArrayList<>(rows);
        Collections.reverse(reversed);
        return reversed;
    }
}
