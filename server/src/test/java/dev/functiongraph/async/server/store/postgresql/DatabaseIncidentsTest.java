package dev.functiongraph.async.server.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.server.LogLines;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;

/** What the log and a reader are told of a read that failed. */
class DatabaseIncidentsTest {
    private static final String PLACE = "a-database-that-is-read";

    private final DatabaseIncidents incidents = new DatabaseIncidents(PLACE);

    @Test
    void aReadThatTakesTooLongIsNoOutage() {
        try (LogLines log = new LogLines()) {
            assertThat(incidents.readFailed(new SQLException("", "57014"))).hasMessageContaining("answer in time");
            assertThat(incidents.readFailed(new SQLTransientConnectionException()))
                    .hasMessageContaining("all connections to it are in use");
            assertThat(log.with(PLACE)).isEmpty();
        }
    }

    @Test
    void aReadThatLosesItsConnectionIsAnOutageThatHasNoUnknownOutcome() {
        try (LogLines log = new LogLines()) {
            assertThat(incidents.readFailed(new SQLException("", "08006")))
                    .hasMessageContaining("the connection to it was lost")
                    .satisfies(failure -> assertThat(failure.isOutcomeUnknown()).isFalse());
            assertThat(log.with(PLACE)).hasSize(1);
        }
    }
}
