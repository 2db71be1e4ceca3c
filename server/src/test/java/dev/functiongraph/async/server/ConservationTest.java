package dev.functiongraph.async.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.functiongraph.async.server.TestFunctions.Failing;
import dev.functiongraph.async.server.TestFunctions.Recording;
import dev.functiongraph.async.server.invocation.OperatorStore;
import dev.functiongraph.async.server.invocation.Tally;
import dev.functiongraph.async.server.runtime.FunctionContext;
import dev.functiongraph.async.server.runtime.FunctionHandler;
import dev.functiongraph.async.server.store.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Invariant 6 under load: callers, cancellations, an operator and changing functions at once, while the sums are
 * checked.
 */
class ConservationTest {
    private static final int RELOADS = Integer.getInteger("tests.scale", 1);
    private static final String STAYING = TestFunctions.entry("quick", Recording.class)
            + TestFunctions.entry("slow", Slow.class, "concurrency: 3")
            + TestFunctions.entry("failing", Failing.class)
            + TestFunctions.entry("stubborn", Failing.class, "async: {max_async_retry_attempts: 2}");
    private static final String MOODY = TestFunctions.entry("moody", Held.class, "concurrency: 1");
    private static final String DISABLED = TestFunctions.entry("moody", Held.class, "concurrency: 1", "enabled: false");

    @TempDir
    Path dir;

    @Test
    void nothingIsEverLostOrMadeUpUnderLoadCancellationRedriveAndReload() throws Exception {
        TestFunctions.reset();
        try (TestServer server = TestServer.start(dir, STAYING + MOODY, "retry-base", "20ms", "retry-cap", "100ms");
                MixedLoad load = new MixedLoad(server, dir.resolve("data"));
                OperatorStore store = Stores.openForOperator(dir.resolve("data"))) {
            load.begin("quick", "slow", "failing", "stubborn", "moody");
            for (int i = 0; i < RELOADS; i++) {
                Held.gate = new CountDownLatch(1);
                long before = store.records().tally().discarded();
                for (int sent = 0; sent < 2; sent++) { // The second one waits at least.
                    await().until(() -> load.send("moody") == 202);
                }
                reload(load, DISABLED, 429);
                reload(load, "", 404);
                await().until(() -> store.records().tally().discarded() > before);
                Held.gate.countDown();
                reload(load, MOODY, 202);
            }
            load.end();
            assertThat(load.driftsSeen()).containsExactly(0L);
            assertThat(load.problemsSeen()).isEmpty();
            await().atMost(Duration.ofSeconds(60))
                    .until(store.records()::tally, tally -> tally.waiting() + tally.running() == 0);

            Tally tally = store.records().tally();
            System.out.println(load + "; " + tally);
            assertThat(tally.accepted()).isEqualTo(load.accepted() + load.redriven());
            assertThat(tally.succeeded() + tally.failed() + tally.discarded()).isEqualTo(tally.accepted());
            assertThat(load.canceled()).isPositive();
            assertThat(load.redriven()).isPositive();
        }
    }

    /** Returns when the change has taken effect. */
    private void reload(MixedLoad load, String moody, int status) throws Exception {
        TestServer.writeFunctions(dir, STAYING + moody);
        await().until(() -> load.send("moody") == status);
    }

    public static final class Slow implements FunctionHandler {
        @Override
        public String handle(String event, FunctionContext context) throws InterruptedException {
            Thread.sleep(100);
            return event;
        }
    }

    /** Waits while it is held, so that what comes after it waits, too. */
    public static final class Held implements FunctionHandler {
        private static volatile CountDownLatch gate = new CountDownLatch(0);

        @Override
        public String handle(String event, FunctionContext context) throws InterruptedException {
            gate.await();
            return event;
        }
    }
}
