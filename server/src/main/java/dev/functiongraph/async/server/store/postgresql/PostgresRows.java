package dev.functiongraph.async.server.store.postgresql;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.InvocationRecord;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.store.sql.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
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
        return Rows.attempt(row, row.getObject("request_id", UUID.class), function);
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
                Rows.instant(row, "started_at"),
                Rows.instant(row, "ended_at"),
                row.getInt("error_code"),
                row.getString("error_message"),
                Optional.ofNullable(row.getObject("redrive_of", UUID.class)));
    }
}
