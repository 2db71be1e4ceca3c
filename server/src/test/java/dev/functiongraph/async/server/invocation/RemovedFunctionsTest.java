package dev.functiongraph.async.server.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.server.LogLines;
import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.store.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemovedFunctionsTest {
    private static final String LONG_LIVED = "async: {max_async_event_age_in_seconds: 3600}";

    @TempDir
    Path dir;

    @Test
    void whatWaitsForARemovedFunctionIsDiscardedAfterAGraceWithThatReason() throws Exception {
        try (LogLines log = new LogLines();
                Engine engine = new Engine(dir, Engine.entry("fn"))) {
            List<UUID> ids = engine.accept("fn", 3);

            engine.serve(Engine.entry("other"));
            engine.passFor(Duration.ofSeconds(58));
            assertThat(ids).extracting(engine::row).containsOnly("WAIT 0 0");
            assertThat(log.with("no longer in the catalog"))
                    .containsExactly("WARN 1 functions are no longer in the catalog: " + TestFunctions.urn("fn")
                            + " (3 wait). What waits for them is discarded in 1m, unless they come back");

            engine.passFor(Duration.ofSeconds(4));
            assertThat(ids).extracting(engine::row).containsOnly("DISCARD 0 4204 the function was removed");
            assertThat(log.with("were discarded"))
                    .containsExactly("WARN 3 invocations of " + TestFunctions.urn("fn")
                            + " were discarded: the function was removed");
        }
    }

    @Test
    void aFunctionThatComesBackInTimeKeepsItsWork() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn"))) {
            UUID id = engine.accept("fn");
            for (int i = 0; i < 3; i++) {
                engine.serve(Engine.entry("other"));
                engine.passFor(Duration.ofSeconds(55));
                engine.serve(Engine.entry("fn", "enabled: false"));
                engine.passFor(Duration.ofSeconds(1));
            }
            assertThat(engine.row(id)).isEqualTo("WAIT 0 0");

            engine.serve(Engine.entry("fn"));
            engine.pass();
            assertThat(engine.row(id)).isEqualTo("SUCCESS 1 0");
        }
    }

    @Test
    void aServerThatStartsWithoutAFunctionKeepsItsWorkUntilItIsTooOld() throws Exception {
        try (LogLines log = new LogLines();
                Engine engine = new Engine(dir, Engine.entry("patient", LONG_LIVED))) {
            List<UUID> ids = engine.accept("patient", 5);
            engine.close();
            engine.serve(Engine.entry("other"));
            engine.start();

            engine.passFor(Duration.ofMinutes(10));
            engine.serve(Engine.entry("another"));
            engine.passFor(Duration.ofMinutes(49));
            assertThat(ids).extracting(engine::row).containsOnly("WAIT 0 0");
            assertThat(log.with("of them: " + TestFunctions.urn("patient")))
                    .containsExactly("WARN Invocations wait for functions that are not in the catalog, 1 of them: "
                            + TestFunctions.urn("patient")
                            + " (5 wait). They are kept until they are too old, or until the"
                            + " command 'discard' ends them");

            engine.passFor(Duration.ofMinutes(2));
            assertThat(ids).extracting(engine::row).containsOnly("DISCARD 0 4203 expired before it could be run");
        }
    }

    @Test
    void whatWasKeptRunsWhenItsFunctionIsThereAgain() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn"))) {
            List<UUID> ids = engine.accept("fn", 5);
            engine.close();
            engine.serve(Engine.entry("other"));
            engine.start();
            engine.passFor(Duration.ofMinutes(5));

            engine.serve(Engine.entry("fn"));
            engine.pass();

            assertThat(ids).extracting(engine::row).containsOnly("SUCCESS 1 0");
        }
    }

    @Test
    void whatRunsWhileItsFunctionIsRemovedEndsAsItEnds() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn", "timeout: 10m"))) {
            CompletableFuture<Outcome> ends = new CompletableFuture<>();
            engine.runtime.script = attempt -> ends;
            UUID id = engine.accept("fn");
            engine.pass();

            engine.serve(Engine.entry("other"));
            engine.passFor(Duration.ofMinutes(5));
            ends.complete(new Outcome.Success(new byte[0]));
            engine.settled();

            assertThat(engine.row(id)).isEqualTo("SUCCESS 1 0");
        }
    }

    @Test
    void anOperatorMayDiscardWhatWaitsForAFunction() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn") + Engine.entry("other"));
                OperatorStore tools = Stores.openForOperator(dir)) {
            List<UUID> ids = engine.accept("fn", 3);
            UUID others = engine.accept("other");

            assertThat(tools.discard(FunctionUrn.parse(TestFunctions.urn("fn")), engine.clock.instant()))
                    .isEqualTo(3);
            assertThat(ids).extracting(engine::row).containsOnly("DISCARD 0 4208 function invocation canceled");
            assertThat(engine.row(others)).isEqualTo("WAIT 0 0");
            assertThat(tools.problems()).isEmpty();
        }
    }
}
