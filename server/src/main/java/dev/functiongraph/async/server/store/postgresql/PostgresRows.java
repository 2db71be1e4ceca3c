package dev.functiongraph.async.server.store.postgresql;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.Event;
import dev.functiongraph.async.server.invocation.Invocation;
import dev.functiongraph.async.server.invocation.InvocationRecord;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The mapping of rows to what they mean. */
final class PostgresRows {
    static final String ATTEMPT = "request_id, event, expires_at, max_age, attempt, failures, lost, lost_alone";

    static final String RECORD =
            "function, seq, request_id, status, attempt, started_at, ended_at, max_age, error_code,"
                    + " error_message, redrive_of, attempts, event, result";

    private PostgresRows() {}

    static Attempt attempt(ResultSet row, FunctionUrn function) throws SQLException {
        Instant expiresAt = Instant.ofEpochMilli(row.getLong("expires_at"));
        Invocation invocation = new Invocation(
                row.getObject("request_id", UUID.class),
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

    static InvocationRecord record(ResultSet row) throws SQLException {
        long number = row.getLong("seq");
        return new InvocationRecord(
                number,
                row.getObject("request_id", UUID.class),
                FunctionUrn.parse(row.getString("urn")),
                InvocationStatus.valueOf(row.getString("status")),
                row.getInt("attempt"),
                SequenceNumbers.time(number),
                instant(row, "started_at"),
                instant(row, "ended_at"),
                row.getInt("error_code"),
                row.getString("error_message"),
                Optional.ofNullable(row.getObject("redrive_of", UUID.class)));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
