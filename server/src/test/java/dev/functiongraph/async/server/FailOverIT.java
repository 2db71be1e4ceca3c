package dev.functiongraph.async.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.functiongraph.async.server.ClusterVerdict.Incident;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Three server processes on a PostgreSQL server with a standby, which takes its place when it is killed. */
@EnabledIfEnvironmentVariable(
        named = "FAIL_OVER_STORE",
        matches = ".+",
        disabledReason = "it is run by .ci/fail-over, which starts PostgreSQL")
class FailOverIT {
    private static final String STORE = System.getenv("FAIL_OVER_STORE");
    private static final int NODES = 3;
    private static final int CALLERS_PER_NODE = 2;
    private static final int KILLS = 2;
    private static final int MORE = 100;
    private static final int MOST_ERRORS_IN_LOG = 60;
    private static final String[] FUNCTIONS = {"patient", "once"};

    private final List<ServerProcess> servers = new ArrayList<>();
    private final List<Callers> callers = new CopyOnWriteArrayList<>();

    @TempDir
    Path dir;

    @Test
    void everythingAcceptedEndsInOneStateThoughThePrimaryIsKilledTwice() throws Exception {
        List<Incident> incidents = new ArrayList<>();
        try (TimedContainer container = new TimedContainer(System.nanoTime());
                DriftWatch drift = new DriftWatch();
                LongestPause pause = new LongestPause(callers)) {
            for (int i = 0; i < NODES; i++) {
                start("node" + i, container, drift);
            }
            allAcceptMore();
            for (int i = 0; i < KILLS; i++) {
                pause.begin();
                long killedAt = System.currentTimeMillis();
                String killed = failOver("kill");
                allAcceptMore();
                System.out.println("the primary was killed; longest time without a 202: " + pause.millis() + " ms");
                incidents.add(new Incident("PRIMARY_KILLED", "", killedAt, System.currentTimeMillis()));
                failOver("start", killed);
                allAcceptMore();
            }
            for (Callers ofOne : callers) {
                ofOne.stop();
            }
            URI server = servers.get(0).uri();
            await().atMost(Duration.ofSeconds(90)).until(() -> Listing.allEnded(server, FUNCTIONS));
            ClusterVerdict verdict =
                    new ClusterVerdict(callers, container.runs(), Listing.of(server, FUNCTIONS), incidents);
            System.out.println(verdict);
            verdict.holds();
            assertThat(drift.seen()).containsExactly(0L);
            theStoreIsSound();
            assertThat(servers)
                    .as("an outage is told once, not for each of its requests")
                    .allSatisfy(one -> assertThat(one.output().lines().filter(line -> line.contains(" ERROR ")))
                            .hasSizeLessThan(MOST_ERRORS_IN_LOG));
        }
    }

    private void start(String node, TimedContainer container, DriftWatch drift) throws Exception {
        Path own = Files.createDirectory(dir.resolve(node));
        TestServer.writeFunctions(
                own,
                container.entry("patient", node, "async: {max_async_retry_attempts: 3}")
                        + container.entry("once", node, "async: {max_async_retry_attempts: 0}"));
        ServerProcess server = program(own, "--port", "0", "--functions", "functions.yaml", "--retry-base", "20ms");
        servers.add(server);
        drift.watch(node, server.uri());
        Callers ofOne = new Callers(CALLERS_PER_NODE, 100 + callers.size(), FUNCTIONS);
        callers.add(ofOne);
        ofOne.sendTo(server.uri());
    }

    private static ServerProcess program(Path dir, String... arguments) throws Exception {
        return ServerProcess.start(
                dir,
                Stream.concat(Stream.of(arguments), Stream.of("--store", STORE, "--store-user", "postgres"))
                        .toArray(String[]::new));
    }

    /** Through each server. */
    private void allAcceptMore() {
        for (Callers ofOne : callers) {
            int before = ofOne.accepted.size();
            await().atMost(Duration.ofSeconds(60)).until(() -> ofOne.accepted.size() >= before + MORE);
        }
    }

    /**
     * Runs a command of the script that has started PostgreSQL. What it starts must not inherit an output of this
     * process: Maven would wait for its end.
     */
    private String failOver(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("../.ci/fail-over"));
        command.addAll(List.of(arguments));
        Process script = new ProcessBuilder(command)
                .redirectError(dir.resolve("fail-over.log").toFile())
                .start();
        String output = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(script.waitFor()).as(command + ": " + output).isZero();
        return output.strip();
    }

    private void theStoreIsSound() throws Exception {
        try (ServerProcess doctor = program(dir, "doctor")) {
            assertThat(doctor.exitStatus()).as(doctor.output()).isZero();
            assertThat(doctor.output()).contains("drift       0", "The store is sound.");
        }
    }

    /** Where the script looks for the logs of what has failed. */
    @AfterEach
    void end() throws Exception {
        callers.forEach(Callers::close);
        for (int i = 0; i < servers.size(); i++) {
            servers.get(i).close();
            Files.writeString(
                    Path.of(System.getenv("FAIL_OVER"), "node" + i + ".log"),
                    servers.get(i).output());
        }
    }

    /** The longest time in which the number of what was accepted did not grow. */
    private static final class LongestPause implements AutoCloseable {
        private static final int PRECISION_MILLIS = 10;

        private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
        private long accepted;
        private long since;
        private long longest;

        LongestPause(List<Callers> callers) {
            thread.scheduleAtFixedRate(() -> look(callers), 0, PRECISION_MILLIS, TimeUnit.MILLISECONDS);
        }

        private synchronized void look(List<Callers> callers) {
            long now = System.nanoTime();
            long sum = callers.stream().mapToLong(one -> one.accepted.size()).sum();
            longest = Math.max(longest, now - since);
            if (sum > accepted) {
                accepted = sum;
                since = now;
            }
        }

        synchronized void begin() {
            since = System.nanoTime();
            longest = 0;
        }

        synchronized long millis() {
            return TimeUnit.NANOSECONDS.toMillis(longest);
        }

        @Override
        public void close() {
            thread.shutdownNow();
        }
    }
}
