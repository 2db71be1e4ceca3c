package dev.functiongraph.async.server.benchmark;

import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.TestServer;
import dev.functiongraph.async.server.runtime.FunctionContext;
import dev.functiongraph.async.server.runtime.FunctionHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The time from a request to the start of its function: for a function alone, and beside one that never returns and one
 * that is disabled, both with thousands waiting. Prints the ratio of the medians, round by round, in one process.
 */
public final class FairnessBenchmark {
    private static final int WARM_UP = 1 + Integer.getInteger("warm-up", 30) * 100;
    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    private static final int PER_ROUND = 1_000;
    private static final int WAITING = Math.min(3_000, Integer.getInteger("waiting", 3_000));
    private static final BlockingQueue<Long> STARTS = new LinkedBlockingQueue<>();

    private FairnessBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path aloneDir = Files.createTempDirectory("alone");
        Path crowdedDir = Files.createTempDirectory("crowded");
        String third = TestFunctions.entry("third", Timed.class);
        String stuck = TestFunctions.entry("stuck", TestFunctions.Endless.class, "timeout: 1h");
        String disabled = TestFunctions.entry("disabled", TestFunctions.Endless.class, "timeout: 1h", "concurrency: 1");
        try (TestServer alone = TestServer.start(aloneDir, third, "drain-timeout", "1ms");
                TestServer crowded = TestServer.start(crowdedDir, third + stuck + disabled, "drain-timeout", "1ms")) {
            for (int i = 0; i < WAITING; i++) {
                crowded.invoke("stuck", "{}");
                crowded.invoke("disabled", "{}");
            }
            TestServer.writeFunctions(
                    crowdedDir,
                    third + stuck + TestFunctions.entry("disabled", TestFunctions.Endless.class, "enabled: false"));
            while (crowded.invoke("disabled", "{}").statusCode() != 429) {
                Thread.onSpinWait();
            }
            median(alone, WARM_UP);
            median(crowded, WARM_UP);
            for (int round = 1; round <= ROUNDS; round++) {
                long aloneNanos = median(alone, PER_ROUND);
                long crowdedNanos = median(crowded, PER_ROUND);
                System.out.printf(
                        "round %d: median from request to start alone %.3f ms, beside a stuck and a disabled function"
                                + " %.3f ms, ratio %.2f%n",
                        round, aloneNanos / 1e6, crowdedNanos / 1e6, (double) crowdedNanos / aloneNanos);
            }
        }
    }

    private static long median(TestServer server, int count) throws Exception {
        long[] nanos = new long[count];
        for (int i = 0; i < count; i++) {
            long sent = System.nanoTime();
            server.invoke("third", "{}");
            nanos[i] = STARTS.take() - sent;
        }
        Arrays.sort(nanos);
        return nanos[count / 2];
    }

    public static final class Timed implements FunctionHandler {
        @Override
        public String handle(String event, FunctionContext context) {
            STARTS.add(System.nanoTime());
            return null;
        }
    }
}
