package dev.functiongraph.async.server.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.server.LogLines;
import dev.functiongraph.async.server.invocation.InvocationRecords.Query;
import dev.functiongraph.async.server.invocation.OperatorStore.Redrive;
import dev.functiongraph.async.server.store.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsTest {
    @TempDir
    Path dir;

    @Test
    void aFunctionWithAFullBacklogIsRefusedWhileOthersAreNot() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn") + Engine.entry("other"))) {
            engine.backlog = new Backlog(3, 100);
            engine.restart();
            for (int i = 0; i < 3; i++) {
                engine.accept("fn");
            }

            assertThat(engine.offer("fn"))
                    .isInstanceOfSatisfying(
                            Acceptance.Unavailable.class,
                            refusal -> assertThat(refusal.reason())
                                    .isEqualTo("the function's backlog is full: 3 invocations wait, the limit is 3"));
            engine.accept("other");
            assertThat(engine.records().tally().waiting()).isEqualTo(4);

            engine.pass();
            engine.accept("fn");
        }
    }

    @Test
    void aServerWithAFullBacklogRefusesEveryFunction() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn") + Engine.entry("other"))) {
            engine.backlog = new Backlog(100, 3);
            engine.restart();
            engine.accept("fn");
            engine.accept("fn");
            engine.accept("other");
            engine.restart();

            assertThat(engine.offer("other"))
                    .isInstanceOfSatisfying(
                            Acceptance.Unavailable.class,
                            refusal -> assertThat(refusal.reason())
                                    .isEqualTo("the backlog is full: 3 invocations wait, the limit is 3"));
        }
    }

    @Test
    void recordsOlderThanTheirAgeAreDeletedAndStayCounted() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn"))) {
            engine.retentionAge = Duration.ofHours(1);
            engine.retentionCount = 1_000;
            engine.restart();
            UUID old = engine.accept("fn");
            engine.passFor(Duration.ofMinutes(30));
            UUID young = engine.accept("fn");
            engine.passFor(Duration.ofMinutes(31));

            assertThat(engine.records().find(old)).isEmpty();
            assertThat(engine.records().attempts(old)).isEmpty();
            assertThat(engine.row(young)).isEqualTo("SUCCESS 1 0");
            assertThat(engine.records().tally()).isEqualTo(new Tally(2, 0, 0, 2, 0, 0, 1));
            assertThat(engine.records().tally().drift()).isZero();
        }
    }

    @Test
    void ofMoreRecordsThanAreKeptTheOldestGo() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn"))) {
            engine.retentionAge = Duration.ofDays(7);
            engine.retentionCount = 2;
            engine.restart();
            for (int i = 0; i < 5; i++) {
                engine.accept("fn");
                engine.passFor(Duration.ofSeconds(2));
            }
            UUID last = engine.accept("fn");
            engine.passFor(Duration.ofSeconds(5));

            Query all = new Query(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Long.MAX_VALUE, 100);
            assertThat(engine.records().list(all)).hasSize(2);
            assertThat(engine.row(last)).isEqualTo("SUCCESS 1 0");
            assertThat(engine.records().tally().purged()).isEqualTo(4);
        }
    }

    @Test
    void aRedriveStaysWithinTheBacklogAndSaysWhatItLeft() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn") + Engine.entry("other"))) {
            engine.backlog = new Backlog(3, 5);
            engine.restart();
            engine.runtime.answer(new Outcome.FunctionError(ErrorCode.FUNCTION_FAILED, "no luck"));
            List<UUID> failed = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                failed.add(engine.accept("fn"));
                failed.add(engine.accept("other"));
                engine.pass();
            }
            try (OperatorStore tools = Stores.openForOperator(dir)) {
                assertThat(failed)
                        .extracting(id -> tools.redrive(id, UUID.randomUUID(), engine.clock))
                        .containsExactly(
                                Redrive.QUEUED,
                                Redrive.QUEUED,
                                Redrive.QUEUED,
                                Redrive.QUEUED,
                                Redrive.QUEUED,
                                Redrive.BACKLOG_FULL,
                                Redrive.BACKLOG_FULL,
                                Redrive.BACKLOG_FULL);
                engine.passFor(Duration.ofSeconds(2));
                assertThat(tools.redrive(failed.get(7), UUID.randomUUID(), engine.clock))
                        .isEqualTo(Redrive.QUEUED);
                assertThat(tools.redrive(failed.get(0), UUID.randomUUID(), engine.clock))
                        .isEqualTo(Redrive.SKIPPED);
                assertThat(tools.problems()).isEmpty();
            }
        }
    }

    @Test
    void aRedriveStaysWithinTheBacklogOfEachFunction() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn"))) {
            engine.backlog = new Backlog(1, 100);
            engine.restart();
            engine.runtime.answer(new Outcome.FunctionError(ErrorCode.FUNCTION_FAILED, "no luck"));
            UUID first = engine.accept("fn");
            engine.pass();
            engine.accept("fn");
            try (OperatorStore tools = Stores.openForOperator(dir)) {
                assertThat(tools.redrive(first, UUID.randomUUID(), engine.clock))
                        .isEqualTo(Redrive.BACKLOG_FULL);
            }
        }
    }

    @Test
    void withoutRoomOnTheDiskNothingIsRedriven() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn"))) {
            engine.runtime.answer(new Outcome.FunctionError(ErrorCode.FUNCTION_FAILED, "no luck"));
            UUID failed = engine.accept("fn");
            engine.pass();
            engine.minFreeBytes = Long.MAX_VALUE;
            engine.restart();
            try (OperatorStore tools = Stores.openForOperator(dir)) {
                assertThat(tools.redrive(failed, UUID.randomUUID(), engine.clock))
                        .isEqualTo(Redrive.NO_ROOM);
            }
        }
    }

    @Test
    void whereTheMemoryIsNotEnoughEachFunctionHasItsShareOfTheConcurrency() throws Exception {
        String entries = Engine.entry("fn", "concurrency: 100") + Engine.entry("other", "concurrency: 60");
        try (LogLines log = new LogLines();
                Engine engine = new Engine(dir, entries)) {
            engine.attemptsInMemory = 16;
            engine.restart();
            engine.runtime.script = attempt -> new CompletableFuture<>();
            for (int i = 0; i < 20; i++) {
                engine.accept("fn");
                engine.accept("other");
            }
            engine.passFor(Duration.ofSeconds(3));

            assertThat(engine.runtime.attempts)
                    .extracting(attempt -> attempt.invocation().function().functionName())
                    .filteredOn("fn"::equals)
                    .hasSize(10);
            assertThat(engine.runtime.attempts).hasSize(16);
            assertThat(log.with("memory")).hasSize(1);
        }
    }

    @Test
    void withoutRoomOnTheDiskNothingIsAccepted() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn"))) {
            engine.minFreeBytes = Long.MAX_VALUE;
            engine.restart();

            assertThat(engine.offer("fn"))
                    .isInstanceOfSatisfying(
                            Acceptance.Unavailable.class,
                            refusal -> assertThat(refusal.reason())
                                    .isEqualTo("the server's disk is nearly full; nothing was queued"));
            assertThat(engine.records().tally().accepted()).isZero();
        }
    }
}
