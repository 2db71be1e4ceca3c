package dev.functiongraph.async.server.store.postgresql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.functiongraph.async.server.invocation.InvocationRecords.AttemptRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How an invocation's attempts ended, in a column of its row. A success has no entry: the record itself tells all of
 * it.
 */
final class AttemptHistory {
    private static final JsonMapper JSON = new JsonMapper();

    private AttemptHistory() {}

    /**
     * The column with a further entry, in SQL, where the row was running and did not succeed.
     *
     * @param outcome an SQL expression, like the others
     */
    static String with(String outcome, String message, String endedAt) {
        return """
            CASE WHEN invocation.status = 'RUNNING' AND %1$s <> 'SUCCESS' THEN coalesce(attempts, '[]') ||
                jsonb_build_object('number', attempt, 'started', started_at, 'ended', %3$s, 'outcome', %1$s,
                                   'message', %2$s)
            ELSE attempts END""".formatted(outcome, message, endedAt);
    }

    /** @param row with the columns attempts, attempt, started_at, ended_at and status */
    static List<AttemptRecord> read(ResultSet row) throws SQLException {
        List<AttemptRecord> found = new ArrayList<>();
        String attempts = row.getString("attempts");
        try {
            for (JsonNode one : JSON.readTree(attempts == null ? "[]" : attempts)) {
                found.add(new AttemptRecord(
                        one.path("number").asInt(),
                        Instant.ofEpochMilli(one.path("started").asLong()),
                        Instant.ofEpochMilli(one.path("ended").asLong()),
                        one.path("outcome").asText(),
                        one.path("message").asText()));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a list of attempts", e);
        }
        if (row.getString("status").equals("SUCCESS")) {
            found.add(new AttemptRecord(
                    row.getInt("attempt"),
                    Instant.ofEpochMilli(row.getLong("started_at")),
                    Instant.ofEpochMilli(row.getLong("ended_at")),
                    "SUCCESS",
                    ""));
        }
        return found;
    }
}
