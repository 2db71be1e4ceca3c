package dev.functiongraph.async.server.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.server.store.sqlite.Faults;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that fails at each statement of its recovery in turn; the next start completes it. */
class StartFaultsTest {
    @TempDir
    Path dir;

    @Test
    void whatRanBeforeIsRunAgainAfterAStartThatFailedAnywhere() throws Exception {
        try (Engine engine = new Engine(dir, Engine.entry("fn"))) {
            boolean failed = true;
            for (int turn = 1; failed; turn++) {
                engine.runtime.script = attempt -> new CompletableFuture<>();
                UUID id = engine.accept("fn");
                engine.pass();
                assertThat(engine.row(id)).isEqualTo("RUNNING 1 0");

                failed = failsToStart(engine, turn);
                if (failed) {
                    engine.start();
                }
                engine.runtime.answer(new Outcome.Success(new byte[0]));
                engine.passFor(Duration.ofSeconds(2));
                assertThat(engine.row(id)).as("statement %s", turn).isEqualTo("SUCCESS 2 0");
                assertThat(engine.records().attempts(id)).extracting("outcome").containsExactly("LOST", "SUCCESS");
                assertThat(engine.records().tally().drift()).isZero();
                assertThat(turn).isLessThan(20);
            }
        }
    }

    /** Stops the engine, and lets it start again with a fault. */
    private static boolean failsToStart(Engine engine, int statement) {
        Faults faults = new Faults();
        faults.before((sql, number) -> {
            if (number == statement) {
                throw Faults.error();
            }
        });
        engine.close();
        engine.through = faults::through;
        try {
            engine.start();
            return false;
        } catch (IOException e) {
            return true;
        } finally {
            faults.heal();
            engine.through = connection -> connection;
        }
    }
}
