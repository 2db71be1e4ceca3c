package dev.functiongraph.async.server.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.InvocationQueue.Claim;
import dev.functiongraph.async.server.invocation.InvocationQueue.Lease;
import dev.functiongraph.async.server.store.sqlite.Faults;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A store that does not answer in time: the caller is told that nothing was queued, and that must be true in the end.
 */
class HangingStoreTest {
    private final Faults faults = new Faults();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicBoolean failed = new AtomicBoolean();
    private Engine engine;

    @TempDir
    Path dir;

    @BeforeEach
    void start() throws Exception {
        engine = new Engine(dir, Engine.entry("fn"));
        engine.through = faults::through;
        waitForWrites(Duration.ofMillis(50));
    }

    private void waitForWrites(Duration limit) throws Exception {
        engine.writeLimit = limit;
        engine.restart();
    }

    @AfterEach
    void close() {
        gate.countDown();
        faults.heal();
        engine.close();
    }

    @Test
    void aCommitThatComesTooLateIsTakenBack() {
        faults.before((sql, number) -> hangAt("COMMIT", sql));
        refusedAndNeverRun();
    }

    @Test
    void aCommitThatComesTooLateAndFailsLeavesNothing() {
        faults.before((sql, number) -> {
            hangAt("COMMIT", sql);
            failOnceAt("COMMIT", sql);
        });
        refusedAndNeverRun();
    }

    @Test
    void aTransactionThatBeginsTooLateIsTakenBack() {
        faults.before((sql, number) -> hangAt("BEGIN", sql));
        refusedAndNeverRun();
    }

    @Test
    void whatCannotBeTakenBackAtOnceIsTakenBackLater() {
        faults.before((sql, number) -> {
            hangAt("COMMIT", sql);
            failOnceAt("DELETE", sql);
        });
        refusedAndNeverRun();
    }

    /** The lock that another process would hold; here it is SQLite itself that makes the write wait. */
    @Test
    void whileAnotherProcessHoldsTheDatabaseNothingIsAccepted() throws Exception {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + dir.resolve("invocations.db"))) {
            other.createStatement().execute("BEGIN IMMEDIATE");
            assertThat(engine.offer("fn")).isInstanceOf(Acceptance.Unavailable.class);
            other.createStatement().execute("ROLLBACK");
        }
        nothingIsQueuedOrRun();
    }

    /** The claim gathers in one batch with the invocation, whose caller gives up while that batch is committed. */
    @Test
    void whatIsTakenBackIsNotClaimedBefore() throws Exception {
        CountDownLatch committing = new CountDownLatch(1);
        AtomicInteger commits = new AtomicInteger();
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch gathered = new CountDownLatch(1);
        faults.before((sql, number) -> {
            if (sql.equals("COMMIT") && commits.incrementAndGet() == 1) {
                busy.countDown();
                Faults.await(gathered);
            } else if (sql.equals("COMMIT") && commits.get() == 2) {
                committing.countDown();
                Faults.await(gate);
            }
        });
        FunctionUrn function = FunctionUrn.parse(TestFunctions.urn("fn"));
        Instant now = engine.clock.instant();
        Instant later = now.plusSeconds(60);
        Invocation invocation = new Invocation(UUID.randomUUID(), function, Event.EMPTY, now, later);

        engine.maintenance().waiting();
        Faults.await(busy);
        CompletableFuture<?> enqueued = engine.queue().enqueue(invocation, Optional::empty);
        CompletableFuture<Claim> claim = engine.queue().claim(function, () -> 10, now, new Lease(later, 10));
        gathered.countDown();
        Faults.await(committing);
        enqueued.cancel(false);
        gate.countDown();

        assertThat(claim.join().attempts()).isEmpty();
        nothingIsQueuedOrRun();
    }

    /** Its lease outlives the function's timeout: until then nobody else would run it. */
    @Test
    void aClaimThatTakesEffectAndReportsAFailureIsTakenBack() throws Exception {
        waitForWrites(Duration.ofMinutes(1));
        engine.serve(Engine.entry("fn", "timeout: 12h"));
        UUID id = engine.accept("fn");
        AtomicBoolean claiming = new AtomicBoolean();
        faults.after((sql, number) -> {
            claiming.compareAndSet(false, sql.contains("SET status = 'RUNNING'"));
            if (claiming.get()) {
                failOnceAt("COMMIT", sql);
            }
        });
        assertThatThrownBy(() -> engine.pass()).isInstanceOf(StoreException.class);
        assertThat(engine.runtime.attempts).isEmpty();

        engine.passFor(Duration.ofSeconds(3));
        assertThat(engine.row(id)).isEqualTo("SUCCESS 2 0");
    }

    @Test
    void aClaimThatNobodyWaitsForIsTakenBack() throws Exception {
        waitForWrites(Duration.ofMinutes(1));
        UUID id = engine.accept("fn");
        FunctionUrn function = FunctionUrn.parse(TestFunctions.urn("fn"));
        CountDownLatch committing = new CountDownLatch(1);
        faults.before((sql, number) -> {
            if (sql.equals("COMMIT")) {
                committing.countDown();
                Faults.await(gate);
            }
        });
        Instant now = engine.now();
        CompletableFuture<Claim> claim =
                engine.queue().claim(function, () -> 10, now, new Lease(now.plus(Duration.ofHours(12)), 10));
        Faults.await(committing);
        claim.cancel(false);
        gate.countDown();
        engine.settled();

        engine.passFor(Duration.ofSeconds(3));
        assertThat(engine.row(id)).isEqualTo("SUCCESS 2 0");
    }

    private void refusedAndNeverRun() {
        assertThat(engine.offer("fn")).isInstanceOf(Acceptance.Unavailable.class);
        gate.countDown();
        nothingIsQueuedOrRun();
    }

    private void nothingIsQueuedOrRun() {
        engine.settled();
        faults.heal();
        engine.passFor(Duration.ofSeconds(5));
        assertThat(engine.runtime.attempts).isEmpty();
        assertThat(engine.records().tally()).isEqualTo(new Tally(0, 0, 0, 0, 0, 0, 0));
    }

    private void hangAt(String start, String sql) throws SQLException {
        if (sql.startsWith(start)) {
            Faults.await(gate);
        }
    }

    private void failOnceAt(String start, String sql) throws SQLException {
        if (sql.startsWith(start) && failed.compareAndSet(false, true)) {
            throw Faults.error();
        }
    }
}
