package dev.functiongraph.async.server.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Optional;
import java.util.StringJoiner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How PostgreSQL looks for what is due, in a queue that has been longer than it is. */
class QueryPlanTest {
    private static final String FILL = """
            INSERT INTO invocation (function, seq, request_id, status, attempt, expires_at, max_age, due_at, event)
            SELECT 1, n, gen_random_uuid(), CASE WHEN n > 100 THEN 'RUNNING' ELSE 'WAIT' END, 0,
                2000000000000 + n, 1, 1000000000000 + n, '{}'
            FROM generate_series(1, 50000) AS n""";

    private final String url = TestPostgres.shared().createMigratedDatabase();

    /**
     * A bitmap is made of all that has left the queue since the last vacuum, and a sort reads all that waits. Where few
     * have waited and many run, the index of what expires is so small that it looks like the better one. What has been
     * claimed since the last vacuum lies before all that waits, and is passed over.
     */
    @ParameterizedTest
    @ValueSource(strings = {ClaimPart.CLAIM, ClaimPart.NEXT_DUE})
    void whatIsDueIsReadFromItsIndexInTheOrderOfTheIndex(String query) throws Exception {
        TestPostgres.execute(url, FILL, "DELETE FROM invocation WHERE seq > 100", "VACUUM ANALYZE invocation");
        assertThat(plan(query))
                .contains("Index Scan using invocation_due")
                .containsPattern("Index Cond: .*due_at >= ")
                .doesNotContain("Bitmap", "Sort");
    }

    private String plan(String query) throws SQLException, IOException {
        PostgresSettings settings = PostgresSettings.of(url, Optional.of(TestPostgres.USER), Optional.of(""), false);
        try (PostgresDatabase database = PostgresDatabase.openForTool(settings);
                Connection connection = database.writers().getConnection();
                Statement statement = connection.createStatement()) {
            String[] parts = query.split("\\?", -1);
            StringBuilder numbered = new StringBuilder(parts[0]);
            for (int i = 1; i < parts.length; i++) {
                numbered.append('$').append(i).append(parts[i]);
            }
            statement.execute("PREPARE query AS " + numbered);
            String ones = String.join(", ", Collections.nCopies(parts.length - 1, "1"));
            StringJoiner lines = new StringJoiner("\n");
            try (ResultSet plan = statement.executeQuery("EXPLAIN EXECUTE query (" + ones + ")")) {
                while (plan.next()) {
                    lines.add(plan.getString(1));
                }
            }
            return lines.toString();
        }
    }
}
