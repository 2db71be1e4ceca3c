package dev.functiongraph.async.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.Backlog;
import dev.functiongraph.async.server.invocation.Backoff;
import dev.functiongraph.async.server.invocation.Event;
import dev.functiongraph.async.server.invocation.Invocation;
import dev.functiongraph.async.server.invocation.InvocationQueue.Enqueued;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.invocation.InvocationStore;
import dev.functiongraph.async.server.invocation.InvocationStore.Settings;
import dev.functiongraph.async.server.invocation.OperatorStore;
import dev.functiongraph.async.server.invocation.OperatorStore.Redrive;
import dev.functiongraph.async.server.invocation.SimulatedClock;
import dev.functiongraph.async.server.store.sql.Session;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;

class AcceptanceTimesTest {
    private static final FunctionUrn FUNCTION = FunctionUrn.parse(TestFunctions.urn("fn"));
    private static final Duration STEP = Duration.ofMillis(100);

    @TempDir
    Path dir;

    private final SimulatedClock clock = new SimulatedClock();
    private InvocationStore store;

    @BeforeEach
    void open() throws Exception {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1), new Random());
        Settings settings = new Settings(new Backlog(1_000, 1_000), 0, backoff, urn -> true);
        store = TestStores.open(dir, settings, clock, UnaryOperator.identity());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aListOfATimeReadsLittleMoreThanWhatWasAcceptedThen() throws Exception {
        Instant start = clock.instant();
        for (int i = 0; i < 200; i++) {
            enqueue(UUID.randomUUID()).join();
            clock.advance(STEP);
        }
        long from = start.plusSeconds(10).toEpochMilli();
        try (Session session = Session.reading(connect())) {
            long places = AcceptanceTimes.within(session, from, from + STEP.toMillis(), Long.MAX_VALUE).stream()
                    .mapToLong(range -> range.before() - range.from())
                    .sum();
            assertThat(places).isBetween(2L, 12L);
        }
    }

    @Test
    void aListLooksForNothingInTheTableItself() throws Exception {
        String newest = SqliteRecords.newest(InvocationStatus.values());
        try (Connection database = connect();
                Statement statement = database.createStatement();
                ResultSet steps = statement.executeQuery("EXPLAIN QUERY PLAN " + newest)) {
            List<String> searches = new ArrayList<>();
            while (steps.next()) {
                String step = steps.getString("detail");
                if (step.contains(" invocation ")) {
                    searches.add(step);
                }
            }
            assertThat(searches)
                    .hasSameSizeAs(InvocationStatus.values())
                    .allMatch(step -> step.contains(" USING INDEX "));
        }
    }

    @Test
    void anInvocationIsAcceptedWhenItsPlaceIsCertainHoweverLongItWaitedForThat() throws Exception {
        UUID id = UUID.randomUUID();
        CompletableFuture<Enqueued> enqueued;
        try (Connection other = connect();
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            enqueued = enqueue(id);
            clock.advance(STEP);
            statement.execute("COMMIT");
        }
        enqueued.join();
        assertThat(store.records().find(id).orElseThrow().acceptedAt()).isEqualTo(clock.instant());
    }

    @Test
    void aRedriveReadsTheClockWhenNobodyElseCanInsert() throws Exception {
        UUID discarded = UUID.randomUUID();
        enqueue(discarded).join();
        store.queue().cancel(discarded, FUNCTION, clock.instant()).join();
        AtomicBoolean locked = new AtomicBoolean();
        InstantSource wall = () -> {
            locked.set(isLocked());
            return clock.instant();
        };
        try (OperatorStore tools = SqliteOperatorStore.open(dir)) {
            assertThat(tools.redrive(discarded, UUID.randomUUID(), wall.withZone(ZoneOffset.UTC)))
                    .isEqualTo(Redrive.QUEUED);
        }
        assertThat(locked).isTrue();
    }

    private CompletableFuture<Enqueued> enqueue(UUID id) {
        Instant now = store.queue().clock().instant();
        return store.queue()
                .enqueue(new Invocation(id, FUNCTION, Event.EMPTY, now, now.plusSeconds(3_600)), Optional::empty);
    }

    private boolean isLocked() {
        try (Connection other = connect();
                Statement statement = other.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 0");
            statement.execute("BEGIN IMMEDIATE");
            return false;
        } catch (SQLException e) {
            return e.getErrorCode() == SQLiteErrorCode.SQLITE_BUSY.code;
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + dir.resolve("invocations.db"));
    }
}
