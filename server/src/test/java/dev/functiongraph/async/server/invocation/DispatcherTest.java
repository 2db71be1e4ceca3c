package dev.functiongraph.async.server.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DispatcherTest {
    private static final Outcome FAILED = new Outcome.FunctionError(ErrorCode.FUNCTION_FAILED, "no luck");
    private static final Outcome BUSY = new Outcome.Unavailable("busy");

    @TempDir
    Path dir;

    @Test
    void anAcceptedInvocationIsRunOnceAndRecordedAsSuccess() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn"))) {
            UUID id = engine.accept("fn");
            assertThat(engine.row(id)).isEqualTo("WAIT 0 0");

            engine.passFor(Duration.ofMinutes(1));

            assertThat(engine.row(id)).isEqualTo("SUCCESS 1 0");
            assertThat(engine.runtime.attempts).hasSize(1);
            assertThat(engine.runtime.attempts.get(0).invocation().requestId()).isEqualTo(id);
            assertThat(engine.runtime.attempts.get(0).invocation().event().text())
                    .isEqualTo("{\"k\":\"v\"}");
        }
    }

    @Test
    void aFunctionsFailureIsNotRepeatedUnlessConfigured() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn"))) {
            engine.runtime.answer(FAILED);
            UUID id = engine.accept("fn");

            engine.passFor(Duration.ofHours(2));

            assertThat(engine.row(id)).isEqualTo("FAIL 1 4201 no luck");
        }
    }

    @Test
    void aFunctionsFailureIsRepeatedAsOftenAsConfigured() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn", "async: {max_async_retry_attempts: 3}"))) {
            engine.runtime.answer(FAILED);
            UUID id = engine.accept("fn");

            engine.passFor(Duration.ofHours(2));

            assertThat(engine.row(id)).isEqualTo("FAIL 4 4201 no luck");
            assertThat(engine.runtime.attempts).extracting(Attempt::number).containsExactly(1, 2, 3, 4);
        }
    }

    @Test
    void aBusyRuntimeCostsNoRepetitionAndIsTriedUntilTheEventIsTooOld() throws Exception {
        String settings = "async: {max_async_retry_attempts: 0, max_async_event_age_in_seconds: 1200}";
        try (Engine engine = new Engine(dir, Engine.entry("fn", settings))) {
            engine.runtime.answer(BUSY);
            UUID id = engine.accept("fn");
            Instant accepted = engine.clock.instant();

            engine.passFor(Duration.ofMinutes(15));
            assertThat(engine.row(id)).startsWith("WAIT ").endsWith(" 0 busy");

            engine.passFor(Duration.ofMinutes(6));
            assertThat(engine.row(id)).startsWith("DISCARD ").endsWith(" 4203 expired before it could be run: busy");
            assertThat(engine.runtime.attempts).hasSizeGreaterThan(8);
            assertThat(engine.clock.instant()).isAfter(accepted.plus(Duration.ofMinutes(20)));
        }
    }

    @Test
    void aBusyRuntimeIsNotAskedAgainBeforeTheTimeThatItNamed() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn"))) {
            engine.runtime.answer(new Outcome.Unavailable("busy", true, Optional.of(Duration.ofMinutes(10))));
            engine.accept("fn");

            engine.passFor(Duration.ofMinutes(10).minusSeconds(1));
            assertThat(engine.runtime.attempts).hasSize(1);

            engine.passFor(Duration.ofMinutes(1));
            assertThat(engine.runtime.attempts).hasSize(2);
        }
    }

    @Test
    void aBusyRuntimeThatRecoversRunsWhatWaited() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn"))) {
            engine.runtime.answer(BUSY);
            UUID id = engine.accept("fn");
            engine.passFor(Duration.ofMinutes(10));

            engine.runtime.answer(new Outcome.Success(new byte[0]));
            engine.passFor(Duration.ofMinutes(10));

            assertThat(engine.row(id)).startsWith("SUCCESS ");
        }
    }

    @Test
    void noMoreAttemptsOfAFunctionRunAtOnceThanItsConcurrency() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn", "concurrency: 3"))) {
            CompletableFuture<Outcome> held = new CompletableFuture<>();
            engine.runtime.script = attempt -> held;
            for (int i = 0; i < 10; i++) {
                engine.accept("fn");
            }
            engine.passFor(Duration.ofSeconds(2));
            assertThat(engine.runtime.attempts).hasSize(3);

            engine.runtime.answer(new Outcome.Success(new byte[0]));
            held.complete(new Outcome.Success(new byte[0]));
            engine.passFor(Duration.ofSeconds(20));
            assertThat(engine.runtime.attempts).hasSize(10);
        }
    }

    @Test
    void theEndOfAnAttemptStartsTheNextWithoutAPass() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn", "concurrency: 2"))) {
            List<CompletableFuture<Outcome>> held = holdAll(engine);
            List<UUID> ids = engine.accept("fn", 5);
            assertThat(held).hasSize(2);

            held.get(0).complete(new Outcome.Success(new byte[0]));
            engine.settled();
            assertThat(held).hasSize(3);

            held.get(1).complete(FAILED);
            held.get(2).complete(BUSY);
            engine.settled();
            assertThat(ids.stream().map(engine::row))
                    .containsExactly(
                            "SUCCESS 1 0", "FAIL 1 4201 no luck", "WAIT 1 0 busy", "RUNNING 1 0", "RUNNING 1 0");
        }
    }

    @Test
    void theEndOfAnAttemptStartsNoOtherOfADisabledFunction() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn", "concurrency: 1"))) {
            List<CompletableFuture<Outcome>> held = holdAll(engine);
            engine.accept("fn", 2);
            engine.serve(Engine.entry("fn", "concurrency: 1", "enabled: false"));

            held.get(0).complete(new Outcome.Success(new byte[0]));
            engine.settled();

            assertThat(held).hasSize(1);
        }
    }

    @Test
    void theEndOfAnAttemptStartsNoOtherOfAServerThatStops() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn", "concurrency: 1"))) {
            List<CompletableFuture<Outcome>> held = holdAll(engine);
            engine.accept("fn", 2);
            engine.stopClaiming();

            held.get(0).complete(new Outcome.Success(new byte[0]));
            engine.settled();

            assertThat(held).hasSize(1);
        }
    }

    /** Starts what is accepted at once, and leaves it to the test when each attempt ends. */
    private static List<CompletableFuture<Outcome>> holdAll(Engine engine) {
        List<CompletableFuture<Outcome>> held = new ArrayList<>();
        engine.runtime.script = attempt -> {
            held.add(new CompletableFuture<>());
            return held.get(held.size() - 1);
        };
        engine.pass();
        engine.startAtOnce();
        return held;
    }

    @Test
    void aFunctionThatNeverReturnsHoldsUpNoOther() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("stuck", "concurrency: 2") + Engine.entry("fn"))) {
            engine.runtime.script = attempt ->
                    attempt.invocation().function().functionName().equals("stuck")
                            ? new CompletableFuture<>()
                            : CompletableFuture.completedFuture(new Outcome.Success(new byte[0]));
            for (int i = 0; i < 50; i++) {
                engine.accept("stuck");
            }
            UUID id = engine.accept("fn");

            engine.pass();

            assertThat(engine.row(id)).isEqualTo("SUCCESS 1 0");
        }
    }

    @Test
    void whatWaitsForADisabledFunctionIsKeptUntilItIsEnabled() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn"))) {
            UUID id = engine.accept("fn");
            engine.serve(Engine.entry("fn", "enabled: false"));
            engine.passFor(Duration.ofMinutes(1));
            assertThat(engine.row(id)).isEqualTo("WAIT 0 0");

            engine.serve(Engine.entry("fn"));
            engine.pass();
            assertThat(engine.row(id)).isEqualTo("SUCCESS 1 0");
        }
    }

    @Test
    void whatRanWhenTheServerStoppedIsRunAgainWithAHigherNumber() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn"))) {
            engine.runtime.script = attempt -> new CompletableFuture<>();
            UUID id = engine.accept("fn");
            engine.pass();
            assertThat(engine.row(id)).isEqualTo("RUNNING 1 0");

            engine.restart();
            engine.runtime.answer(new Outcome.Success(new byte[0]));
            engine.passFor(Duration.ofSeconds(2));

            assertThat(engine.row(id)).isEqualTo("SUCCESS 2 0");
        }
    }

    @Test
    void anOutcomeThatComesAfterItsLeaseChangesNothing() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn", "timeout: 3s"))) {
            CompletableFuture<Outcome> first = new CompletableFuture<>();
            CompletableFuture<Outcome> second = new CompletableFuture<>();
            engine.runtime.script = attempt -> attempt.number() == 1 ? first : second;
            UUID id = engine.accept("fn");
            engine.pass();
            engine.maintenance()
                    .requeueExpiredLeases(engine.clock.instant().plusSeconds(60))
                    .join();
            engine.clock.advance(Duration.ofSeconds(61));
            engine.pass();
            assertThat(engine.row(id)).isEqualTo("RUNNING 2 0");

            first.complete(FAILED);
            engine.settled();
            assertThat(engine.row(id)).isEqualTo("RUNNING 2 0");

            second.complete(new Outcome.Success(new byte[0]));
            engine.settled();
            assertThat(engine.row(id)).isEqualTo("SUCCESS 2 0");
        }
    }

    @Test
    void aLeaseOutlivesTheTimeoutOfItsFunction() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn", "timeout: 10m"))) {
            engine.runtime.script = attempt -> new CompletableFuture<>();
            UUID id = engine.accept("fn");
            Instant claimed = engine.clock.instant();
            engine.pass();

            Instant end = claimed.plus(Duration.ofMinutes(10)).plus(Engine.LEASE_MARGIN);
            assertThat(engine.maintenance()
                            .requeueExpiredLeases(end.minusMillis(1))
                            .join())
                    .isZero();
            assertThat(engine.row(id)).isEqualTo("RUNNING 1 0");
            assertThat(engine.maintenance().requeueExpiredLeases(end).join()).isEqualTo(1);
        }
    }

    @Test
    void aLeaseIsRenewedForAsLongAsItsAttemptRuns() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn", "timeout: 10s"))) {
            CompletableFuture<Outcome> overdue = new CompletableFuture<>();
            engine.runtime.script = attempt -> overdue;
            UUID id = engine.accept("fn");

            engine.passFor(Duration.ofMinutes(10));
            assertThat(engine.row(id)).isEqualTo("RUNNING 1 0");

            overdue.complete(new Outcome.Success(new byte[0]));
            engine.settled();
            assertThat(engine.row(id)).isEqualTo("SUCCESS 1 0");
        }
    }
}
