package dev.functiongraph.async.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.functiongraph.async.server.RecordingContainer.Seen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The executable jar, killed again and again at random instants while many callers send to it. The seed and the number
 * of kills can be set: {@code -Dcrash.seed=17 -Dcrash.rounds=100}.
 */
class CrashIT {
    private static final long SEED = Long.getLong("crash.seed", System.nanoTime());
    private static final int ROUNDS = Integer.getInteger("crash.rounds", 10 * Integer.getInteger("tests.scale", 1));
    private static final int CALLERS = 24;
    private static final String[] FUNCTIONS = {"patient", "once", "python"};

    private final Random random = new Random(SEED);
    private long startMillis = 1_500;
    private int duringStart;
    private int whileServing;

    @TempDir
    Path dir;

    @Test
    void everythingAcceptedEndsInOneStateWhereverTheServerIsKilled() throws Exception {
        System.out.println("crash.seed=" + SEED + " crash.rounds=" + ROUNDS);
        Files.writeString(dir.resolve("server.properties"), "functiongraph.retry-base=20ms\n");
        RecordingFunction function = new RecordingFunction(dir);
        try (RecordingContainer container = new RecordingContainer(SEED);
                Callers callers = new Callers(CALLERS, 100, FUNCTIONS)) {
            for (int life = 1; life <= ROUNDS; life++) {
                try (ServerProcess server = start(container, function, life)) {
                    server.listening().thenAccept(callers::sendTo);
                    waitForTheInstant(server, callers);
                    server.kill();
                    callers.serverIsGone();
                }
            }
            callers.stop();
            try (ServerProcess server = start(container, function, ROUNDS + 1)) {
                await().atMost(Duration.ofMinutes(2)).until(() -> Listing.allEnded(server.uri(), FUNCTIONS));
                Map<String, Collection<Seen>> seen = new HashMap<>(container.seen());
                seen.putAll(function.seen());
                Verdict verdict = new Verdict(callers, seen, Listing.of(server.uri(), FUNCTIONS));
                System.out.println(
                        duringStart + " kills during the start, " + whileServing + " while serving; " + verdict);
                verdict.holds();
                assertThat(callers.accepted).isNotEmpty();
                assertThat(callers.refused)
                        .as("refused, with room and a disk that works")
                        .isEmpty();
                theStoreIsSound();
                server.kill();
                await("no process is left").until(() -> function.processes() == 0);
            }
        }
    }

    private ServerProcess start(RecordingContainer container, RecordingFunction function, int life) throws Exception {
        String retries = "async: {max_async_retry_attempts: %d}";
        TestServer.writeFunctions(
                dir,
                container.entry("patient", life, retries.formatted(3))
                        + container.entry("once", life, retries.formatted(0))
                        + function.entry("python", life, retries.formatted(3)));
        return ServerProcess.start(
                dir, "--port", "0", "--functions", "functions.yaml", "--config", "server.properties");
    }

    /** Some instant while it starts, recovery included, or while it serves: which one is what is tried out here. */
    private void waitForTheInstant(ServerProcess server, Callers callers) throws Exception {
        int dice = random.nextInt(5);
        if (dice < 2) {
            Thread.sleep((long) (startMillis * (0.2 + 0.9 * random.nextDouble())));
        } else {
            long started = System.nanoTime();
            server.uri();
            startMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
            if (dice > 2) {
                // Its first answers take long where the machine is busy.
                int before = callers.accepted.size();
                await().until(() -> callers.accepted.size() > before);
            }
            Thread.sleep(random.nextInt(1_000));
        }
        if (server.listening().isDone()) {
            whileServing++;
        } else {
            duringStart++;
        }
    }

    private void theStoreIsSound() throws Exception {
        try (ServerProcess doctor = ServerProcess.start(dir, "doctor")) {
            assertThat(doctor.exitStatus()).as(doctor.output()).isZero();
            assertThat(doctor.output()).contains("drift       0", "The store is sound.");
        }
    }
}
