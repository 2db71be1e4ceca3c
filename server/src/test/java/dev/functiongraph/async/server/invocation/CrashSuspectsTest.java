package dev.functiongraph.async.server.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.server.TestFunctions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that crash while Java functions run inside them. */
class CrashSuspectsTest {
    private static final Outcome DONE = new Outcome.Success(new byte[0]);
    private static final String CONTAINER = "  - urn: " + TestFunctions.urn("contained")
            + "\n    runtime: {type: container, url: \"http://127.0.0.1:9\"}\n";

    @TempDir
    Path dir;

    private final Set<UUID> killers = new HashSet<>();
    private boolean crashed;

    @Test
    void anAttemptThatTheServerNeverSurvivesBacksOffAndFailsInTheEnd() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn"))) {
            engine.runtime.script = attempt -> new CompletableFuture<>();
            UUID id = engine.accept("fn");
            Duration waited = Duration.ZERO;
            for (int i = 1; i <= CrashSuspects.MAX_LOST_ALONE; i++) {
                while (!engine.row(id).startsWith("RUNNING " + i)) {
                    engine.passFor(Duration.ofSeconds(1));
                    waited = waited.plusSeconds(1);
                }
                engine.restart();
            }
            engine.passFor(Duration.ofMinutes(1));

            assertThat(engine.row(id)).isEqualTo("FAIL 6 4201 the server ended 5 times while the function ran");
            assertThat(engine.runtime.attempts).hasSize(5);
            assertThat(waited).as("back-off").isGreaterThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void whatRanBesideAnAttemptThatEndsTheServerSucceeds() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn", "concurrency: 8") + Engine.entry("other"))) {
            engine.runtime.script = attempt -> {
                crashed |= killers.contains(attempt.invocation().requestId());
                return attempt.number() == 1 || crashed
                        ? new CompletableFuture<>()
                        : CompletableFuture.completedFuture(DONE);
            };
            Set<UUID> innocent = new HashSet<>();
            for (int i = 0; i < 7; i++) {
                innocent.add(engine.accept("fn"));
                innocent.add(engine.accept("other"));
            }
            killers.add(engine.accept("fn"));
            for (int i = 0; i < 600; i++) {
                engine.passFor(Duration.ofSeconds(1));
                if (crashed) {
                    crashed = false;
                    engine.restart();
                }
            }

            assertThat(innocent).extracting(engine::row).allMatch(row -> row.startsWith("SUCCESS "));
            assertThat(killers).extracting(engine::row).allMatch(row -> row.startsWith("FAIL "));
        }
    }

    @Test
    void aLongRunBesideWhichEachTimeAnotherEventEndsTheServerIsNotBlamed() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("slow") + Engine.entry("killer"))) {
            engine.runtime.script = attempt -> attempt.number() > 1
                            && attempt.invocation().function().functionName().equals("killer")
                    ? CompletableFuture.completedFuture(DONE)
                    : new CompletableFuture<>();
            UUID slow = engine.accept("slow");
            for (int i = 1; i <= 8; i++) {
                for (int s = 0; s < 600 && !engine.row(slow).startsWith("RUNNING"); s++) {
                    engine.passFor(Duration.ofSeconds(1));
                }
                engine.accept("killer");
                engine.pass();
                engine.restart();
            }
            engine.runtime.answer(DONE);
            engine.passFor(Duration.ofMinutes(6));

            assertThat(engine.row(slow)).startsWith("SUCCESS ");
        }
    }

    @Test
    void codeThatRunsElsewhereIsNeverBlamed() throws Exception {
        try (Engine engine = new Engine(dir, CONTAINER)) {
            engine.runtime.script = attempt -> new CompletableFuture<>();
            UUID id = engine.accept("contained");
            for (int i = 0; i < 12; i++) {
                while (!engine.row(id).startsWith("RUNNING")) {
                    engine.passFor(Duration.ofSeconds(1));
                }
                engine.restart();
            }
            engine.runtime.answer(DONE);
            engine.passFor(Duration.ofMinutes(6));

            assertThat(engine.row(id)).isEqualTo("SUCCESS 13 0");
        }
    }
}
