package dev.functiongraph.async.server.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.server.LogLines;
import dev.functiongraph.async.server.store.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A system clock that is set while invocations wait and run: nothing is delayed or discarded by it. */
class ClockStepsTest {
    private static final Outcome FAILED = new Outcome.FunctionError(ErrorCode.FUNCTION_FAILED, "no luck");
    private static final Outcome DONE = new Outcome.Success(new byte[0]);

    @TempDir
    Path dir;

    @Test
    void whatIsAcceptedWhileTheClockIsAheadRunsAtOnceWhenItIsRightAgain() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn"))) {
            engine.setClock(Duration.ofHours(2));
            UUID id = engine.accept("fn");
            engine.setClock(Duration.ofHours(-2));
            engine.pass();
            assertThat(engine.row(id)).isEqualTo("SUCCESS 1 0");
        }
    }

    @Test
    void whatIsAcceptedWhileTheClockIsAheadRunsAtOnceOnAServerWhoseClockIsRight() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn"))) {
            engine.close();
            engine.clock.set(Duration.ofHours(2));
            engine.start();
            UUID id = engine.accept("fn");
            engine.close();
            engine.clock.set(Duration.ofHours(-2));
            engine.start();
            engine.passFor(Duration.ofSeconds(11));
            assertThat(engine.row(id)).isEqualTo("SUCCESS 1 0");
        }
    }

    @Test
    void aJumpAheadDiscardsNothing() throws Exception {
        String shortLived = "async: {max_async_event_age_in_seconds: 5}";
        try (Engine engine = new Engine(dir, Engine.entry("fn", shortLived, "enabled: false"))) {
            engine.serve(Engine.entry("fn", shortLived));
            UUID id = engine.accept("fn");
            engine.serve(Engine.entry("fn", shortLived, "enabled: false"));

            engine.setClock(Duration.ofDays(400));
            engine.passFor(Duration.ofSeconds(3));
            assertThat(engine.row(id)).isEqualTo("WAIT 0 0");

            engine.serve(Engine.entry("fn", shortLived));
            engine.pass();
            assertThat(engine.row(id)).isEqualTo("SUCCESS 1 0");
        }
    }

    @Test
    void aJumpIsRememberedByTheNextServer() throws Exception {
        String shortLived = "async: {max_async_event_age_in_seconds: 5}";
        try (Engine engine = new Engine(dir, Engine.entry("fn", shortLived))) {
            UUID id = engine.accept("fn");
            engine.setClock(Duration.ofDays(400));
            engine.restart();
            engine.pass();
            assertThat(engine.row(id)).isEqualTo("SUCCESS 1 0");
        }
    }

    @Test
    void aJumpEndsNoLeaseAndRunsNothingTwice() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn"))) {
            CompletableFuture<Outcome> ends = new CompletableFuture<>();
            engine.runtime.script = attempt -> ends;
            UUID id = engine.accept("fn");
            engine.pass();
            engine.setClock(Duration.ofHours(5));
            engine.passFor(Duration.ofSeconds(3));
            engine.setClock(Duration.ofHours(-9));
            engine.passFor(Duration.ofSeconds(3));

            ends.complete(DONE);
            engine.settled();
            assertThat(engine.row(id)).isEqualTo("SUCCESS 1 0");
        }
    }

    @Test
    void aRepetitionWaitsNoLongerWhenTheClockIsSetBack() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn", "async: {max_async_retry_attempts: 3}"))) {
            engine.runtime.answer(FAILED);
            UUID id = engine.accept("fn");
            engine.pass();
            engine.setClock(Duration.ofHours(-3));

            engine.runtime.answer(DONE);
            engine.passFor(Duration.ofSeconds(2));
            assertThat(engine.row(id)).isEqualTo("SUCCESS 2 0");
        }
    }

    @Test
    void recordsAreKeptForTheirAgeWhateverTheClockShows() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn"))) {
            engine.retentionAge = Duration.ofHours(1);
            engine.retentionCount = 1_000;
            engine.restart();
            UUID id = engine.accept("fn");
            engine.pass();
            engine.setClock(Duration.ofDays(30));
            engine.passFor(Duration.ofMinutes(59));
            assertThat(engine.records().find(id)).isPresent();
            engine.setClock(Duration.ofDays(-60));
            engine.passFor(Duration.ofMinutes(2));
            assertThat(engine.records().find(id)).isEmpty();
        }
    }

    @Test
    void aRedriveLivesAsLongAsTheFirstTimeWhateverTheClockShowed() throws Exception {
        String retried = "async: {max_async_event_age_in_seconds: 60}";
        try (Engine engine = new Engine(dir, Engine.entry("fn", retried));
                OperatorStore tools = Stores.openForOperator(dir)) {
            engine.setClock(Duration.ofHours(2));
            engine.runtime.answer(FAILED);
            UUID id = engine.accept("fn");
            engine.pass();
            engine.setClock(Duration.ofHours(-2));

            UUID again = UUID.randomUUID();
            engine.runtime.answer(new Outcome.Unavailable("busy"));
            tools.redrive(id, again, engine.clock);
            engine.passFor(Duration.ofSeconds(58));
            assertThat(engine.row(again)).startsWith("WAIT ");
            engine.passFor(Duration.ofSeconds(4));
            assertThat(engine.row(again)).startsWith("DISCARD ");
        }
    }

    @Test
    void whatIsShownIsTheSystemsTime() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn"))) {
            engine.setClock(Duration.ofHours(2));
            engine.clock.advance(Duration.ofSeconds(5));
            UUID id = engine.accept("fn");
            engine.pass();
            InvocationRecord record = engine.records().find(id).orElseThrow();
            assertThat(record.acceptedAt()).isEqualTo(engine.clock.instant());
            assertThat(record.startedAt()).contains(engine.clock.instant());
            assertThat(record.endedAt()).contains(engine.clock.instant());
        }
    }

    @Test
    void aStepIsLoggedOnceInEitherDirection() throws Exception {
        try (LogLines log = new LogLines();
                Engine engine = new Engine(dir, Engine.entry("fn"))) {
            engine.clock.set(Duration.ofSeconds(7_507));
            engine.passFor(Duration.ofSeconds(5));
            engine.clock.set(Duration.ofSeconds(-97));
            engine.passFor(Duration.ofSeconds(5));
            engine.clock.set(Duration.ofMillis(307));
            engine.passFor(Duration.ofSeconds(5));
            // Other tests set their clocks at the same time, by other steps.
            assertThat(log.with("clock was set 2h 5m 7s"))
                    .containsExactly("WARN The system clock was set 2h 5m 7s forward, or the machine slept;"
                            + " what waits and runs goes on as before");
            assertThat(log.with("clock was set 1m 37s"))
                    .containsExactly("WARN The system clock was set 1m 37s back, or the machine slept;"
                            + " what waits and runs goes on as before");
            assertThat(log.with("307ms")).isEmpty();
        }
    }
}
