package dev.functiongraph.async.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.Backlog;
import dev.functiongraph.async.server.invocation.Backoff;
import dev.functiongraph.async.server.invocation.InvocationQueue.Lease;
import dev.functiongraph.async.server.invocation.InvocationRecord;
import dev.functiongraph.async.server.invocation.InvocationRecords.Query;
import dev.functiongraph.async.server.invocation.InvocationStore;
import dev.functiongraph.async.server.invocation.InvocationStore.Settings;
import dev.functiongraph.async.server.invocation.OperatorStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database of an earlier version, taken over by this one. */
class MigrationTest {
    private static final FunctionUrn FUNCTION = FunctionUrn.parse(TestFunctions.urn("fn"));

    @TempDir
    Path dir;

    @Test
    void whatWaitedAndRanGoesOnAndWhatEndedStaysAndIsDeletedInItsTime() throws Exception {
        Instant now = Instant.now();
        UUID ahead = UUID.randomUUID();
        UUID running = UUID.randomUUID();
        UUID canceled = UUID.randomUUID();
        try (Connection database = databaseOfVersion("1")) {
            insert(database, ahead, "WAIT", now.plus(Duration.ofHours(2)), null);
            insert(database, running, "RUNNING", now, null);
            insert(database, canceled, "DISCARD", now.minus(Duration.ofHours(2)), now.minus(Duration.ofHours(1)));
        }

        Backoff noPause = new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), new Random());
        Settings settings = new Settings(new Backlog(100, 100), 0, noPause, urn -> true);
        try (InvocationStore store = SqliteStore.open(dir, settings);
                OperatorStore tools = SqliteOperatorStore.open(dir)) {
            Instant soon = store.queue().clock().instant().plusSeconds(1);
            List<Attempt> claimed = store.queue()
                    .claim(FUNCTION, () -> 10, soon, new Lease(soon.plusSeconds(60), 10))
                    .join()
                    .attempts();
            assertThat(claimed)
                    .extracting(attempt -> attempt.invocation().requestId())
                    .containsExactlyInAnyOrder(ahead, running);
            assertThat(claimed).extracting(Attempt::number).containsExactlyInAnyOrder(1, 2);

            assertThat(store.maintenance()
                            .purge(soon.minus(Duration.ofMinutes(61)), 100, 10)
                            .join())
                    .isZero();
            assertThat(tools.redrive(canceled, UUID.randomUUID(), Clock.systemUTC()))
                    .isEqualTo(OperatorStore.Redrive.QUEUED);
            assertThat(store.maintenance()
                            .purge(soon.minus(Duration.ofMinutes(59)), 100, 10)
                            .join())
                    .isEqualTo(1);
            assertThat(store.records().find(canceled)).isEmpty();
            assertThat(tools.problems()).isEmpty();
        }
    }

    @Test
    void whatWasAcceptedOutOfOrderIsListedByItsTime() throws Exception {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        UUID overtaken = UUID.randomUUID();
        try (Connection database = databaseOfVersion("2")) {
            for (int second : List.of(10, 12, 14)) {
                insert(database, UUID.randomUUID(), "WAIT", start.plusSeconds(second), null);
            }
            insert(database, overtaken, "WAIT", start.plusSeconds(11), null);
            insert(database, UUID.randomUUID(), "WAIT", start.plusSeconds(16), null);
        }
        try (InvocationStore store = TestStores.open(dir)) {
            Query theSecond = new Query(
                    Optional.of(FUNCTION),
                    Optional.empty(),
                    Optional.of(start.plusSeconds(11)),
                    Optional.of(start.plusSeconds(11)),
                    Long.MAX_VALUE,
                    10);
            assertThat(store.records().list(theSecond))
                    .extracting(InvocationRecord::requestId)
                    .containsExactly(overtaken);
        }
    }

    private Connection databaseOfVersion(String version) throws SQLException {
        String url = "jdbc:sqlite:" + dir.resolve("invocations.db");
        Flyway.configure()
                .dataSource(url, null, null)
                .locations("classpath:db/sqlite")
                .target(version)
                .load()
                .migrate();
        return DriverManager.getConnection(url);
    }

    private static void insert(Connection database, UUID id, String status, Instant acceptedAt, Instant endedAt)
            throws Exception {
        try (PreparedStatement statement = database.prepareStatement("""
                INSERT INTO invocation
                    (request_id, function, event, status, attempt, accepted_at, expires_at, due_at,
                     started_at, ended_at)
                VALUES (?, ?, x'7b7d', ?, ?, ?, ?, ?, ?, ?)""")) {
            long at = acceptedAt.toEpochMilli();
            boolean ran = status.equals("RUNNING");
            Object[] values = {
                id,
                FUNCTION,
                status,
                ran ? 1 : 0,
                at,
                at + 3_600_000,
                at,
                ran ? at : null,
                endedAt == null ? null : endedAt.toEpochMilli()
            };
            for (int i = 0; i < values.length; i++) {
                Object value = values[i];
                statement.setObject(i + 1, value instanceof Number || value == null ? value : value.toString());
            }
            statement.executeUpdate();
        }
    }
}
