package dev.functiongraph.async.server.store.sqlite;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.InvocationRecord;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.store.sql.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The mapping of rows to what they mean. */
final class SqliteRows {
    private SqliteRows() {}

    static Attempt attempt(ResultSet row) throws SQLException {
        return attempt(row, FunctionUrn.parse(row.getString("urn")));
    }

    static Attempt attempt(ResultSet row, FunctionUrn function) throws SQLException {
        return Rows.attempt(row, RequestIds.id(row.getBytes("request_id")), function);
    }

    static InvocationRecord record(ResultSet row) throws SQLException {
        return new InvocationRecord(
                row.getLong("seq"),
                RequestIds.id(row.getBytes("request_id")),
                FunctionUrn.parse(row.getString("urn")),
                InvocationStatus.valueOf(row.getString("status")),
                row.getInt("attempt"),
                Instant.ofEpochMilli(row.getLong("accepted_at")),
                Rows.instant(row, "started_at"),
                Rows.instant(row, "ended_at"),
                row.getInt("error_code"),
                row.getString("error_message"),
                Optional.ofNullable(row.getBytes("redrive_of")).map(RequestIds::id));
    }
}
