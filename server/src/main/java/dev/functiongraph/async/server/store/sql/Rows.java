package dev.functiongraph.async.server.store.sql;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.Event;
import dev.functiongraph.async.server.invocation.Invocation;
import dev.functiongraph.async.server.invocation.InvocationRecord;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.invocation.Tally;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The mapping of rows to what they mean. */
public final class Rows {
    private static final String TALLY = "SELECT what, sum(n) FROM tally GROUP BY what";

    private Rows() {}

    public static Attempt attempt(ResultSet row) throws SQLException {
        return attempt(row, RequestIds.id(row.getBytes("request_id")), FunctionUrn.parse(row.getString("urn")));
    }

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

    public static InvocationRecord record(ResultSet row) throws SQLException {
        return new InvocationRecord(
                row.getLong("seq"),
                RequestIds.id(row.getBytes("request_id")),
                FunctionUrn.parse(row.getString("urn")),
                InvocationStatus.valueOf(row.getString("status")),
                row.getInt("attempt"),
                Instant.ofEpochMilli(row.getLong("accepted_at")),
                instant(row, "started_at"),
                instant(row, "ended_at"),
                row.getInt("error_code"),
                row.getString("error_message"),
                Optional.ofNullable(row.getBytes("redrive_of")).map(RequestIds::id));
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

    public static Tally tally(Session on) throws SQLException {
        Map<String, Long> counts = new HashMap<>();
        on.query(row -> counts.put(row.getString(1), row.getLong(2)), TALLY);
        return new Tally(
                counts.getOrDefault("ACCEPTED", 0L),
                counts.getOrDefault("WAIT", 0L),
                counts.getOrDefault("RUNNING", 0L),
                counts.getOrDefault("SUCCESS", 0L),
                counts.getOrDefault("FAIL", 0L),
                counts.getOrDefault("DISCARD", 0L),
                counts.getOrDefault("PURGED", 0L));
    }
}
