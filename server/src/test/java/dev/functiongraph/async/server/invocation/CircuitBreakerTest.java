package dev.functiongraph.async.server.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.server.LogLines;
import dev.functiongraph.async.server.TestFunctions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CircuitBreakerTest {
    private static final Outcome DONE = new Outcome.Success(new byte[0]);
    private static final Outcome DEAD = new Outcome.Unavailable("127.0.0.1:9 refuses connections");

    @TempDir
    Path dir;

    @Test
    void aDeadRuntimeIsTriedNowAndThenHoweverManyInvocationsWait() throws Exception {
        try (LogLines log = new LogLines();
                Engine engine = new Engine(dir, Engine.entry("fn") + Engine.entry("other"))) {
            engine.backlog = new Backlog(1_000, 2_000);
            engine.restart();
            engine.runtime.answer(DEAD);
            List<UUID> ids = engine.accept("fn", 500);

            engine.passFor(Duration.ofMinutes(20));
            assertThat(engine.runtime.attempts).hasSizeLessThan(1_000);
            assertThat(log.with(""))
                    .containsExactly("WARN " + TestFunctions.urn("fn")
                            + " cannot be run: 127.0.0.1:9 refuses connections."
                            + " Until it can, one invocation at a time is tried");

            engine.runtime.answer(DONE);
            engine.passFor(Duration.ofMinutes(6));
            assertThat(ids).extracting(engine::row).allMatch(row -> row.startsWith("SUCCESS "));
            assertThat(log.with("can be run again")).hasSize(1);
        }
    }

    @Test
    void whileOneIsTriedTheOthersWait() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn"))) {
            engine.runtime.answer(DEAD);
            engine.accept("fn", 50);
            engine.passFor(Duration.ofSeconds(10));
            engine.runtime.attempts.clear();

            engine.runtime.script = attempt -> new CompletableFuture<>();
            engine.passFor(Duration.ofMinutes(2));
            assertThat(engine.runtime.attempts).hasSize(1);
        }
    }

    @Test
    void aRuntimeThatIsOnlyBusyIsUsedAsMuchAsItCan() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn"))) {
            AtomicInteger calls = new AtomicInteger();
            engine.runtime.script = attempt -> CompletableFuture.completedFuture(
                    calls.incrementAndGet() % 3 == 0 ? DONE : new Outcome.Unavailable("the container is busy"));
            List<UUID> ids = engine.accept("fn", 100);

            engine.passFor(Duration.ofMinutes(2));
            assertThat(ids)
                    .extracting(engine::row)
                    .filteredOn(row -> row.startsWith("SUCCESS "))
                    .hasSizeGreaterThan(80);
        }
    }

    @Test
    void oneFunctionsDeadRuntimeHoldsUpNoOther() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn") + Engine.entry("other"))) {
            engine.runtime.script = attempt -> CompletableFuture.completedFuture(
                    attempt.invocation().function().functionName().equals("fn") ? DEAD : DONE);
            engine.accept("fn", 50);
            engine.passFor(Duration.ofSeconds(10));

            UUID id = engine.accept("other");
            engine.pass();
            assertThat(engine.row(id)).isEqualTo("SUCCESS 1 0");
        }
    }

    @Test
    void whatARuntimeRefusesAgainAndAgainKeepsItFromNothingElse() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn", "async: {max_async_event_age_in_seconds: 60}"))) {
            List<UUID> refused = engine.accept("fn", 50);
            engine.runtime.script = attempt -> CompletableFuture.completedFuture(
                    refused.contains(attempt.invocation().requestId())
                            ? new Outcome.Unavailable("the container answered 503", true)
                            : DONE);
            engine.passFor(Duration.ofSeconds(5));
            List<UUID> welcome = engine.accept("fn", 50);

            engine.passFor(Duration.ofSeconds(59));
            assertThat(welcome).extracting(engine::row).containsOnly("SUCCESS 1 0");
        }
    }

    @Test
    void functionsThatShareAContainerAreTriedAsOneAndRunAgainTogether() throws Exception {
        String container = "    runtime: {type: container, url: \"http://127.0.0.1:9\"}\n";
        StringBuilder entries = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            entries.append("  - urn: ")
                    .append(TestFunctions.urn("f" + i))
                    .append('\n')
                    .append(container);
        }
        try (LogLines log = new LogLines();
                Engine engine = new Engine(dir, entries.toString())) {
            engine.runtime.answer(DEAD);
            for (int i = 0; i < 160; i++) {
                engine.accept("f" + i % 8);
            }
            engine.passFor(Duration.ofSeconds(40));
            assertThat(log.with("cannot be run")).hasSize(1);
            assertThat(engine.runtime.attempts).hasSizeLessThan(120);

            engine.runtime.answer(DONE);
            engine.passFor(Duration.ofSeconds(20));
            assertThat(engine.records().tally().succeeded()).isGreaterThan(120);
        }
    }

    @Test
    void aCatalogThatHasChangedIsTriedAtOnce() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn"))) {
            engine.runtime.answer(DEAD);
            engine.accept("fn", 50);
            engine.passFor(Duration.ofMinutes(5));

            engine.runtime.answer(DONE);
            engine.serve(Engine.entry("fn", "timeout: 7s"));
            UUID id = engine.accept("fn");
            engine.passFor(Duration.ofSeconds(2));
            assertThat(engine.row(id)).startsWith("SUCCESS ");
        }
    }

    @Test
    void aCanceledTryIsFollowedByAnother() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn"))) {
            engine.runtime.answer(DEAD);
            engine.accept("fn", 50);
            engine.passFor(Duration.ofSeconds(10));
            engine.runtime.attempts.clear();
            engine.runtime.script = attempt -> new CompletableFuture<>();
            engine.passFor(Duration.ofMinutes(1));

            engine.runtime.answer(DONE);
            engine.cancel(engine.runtime.attempts.get(0).invocation().requestId(), "fn");
            engine.passFor(Duration.ofMinutes(6));
            assertThat(engine.records().tally().waiting()).isZero();
        }
    }
}
