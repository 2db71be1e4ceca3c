package dev.functiongraph.async.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.functiongraph.async.server.Cluster.Node;
import dev.functiongraph.async.server.ClusterVerdict.Incident;
import dev.functiongraph.async.server.TimedContainer.Run;
import dev.functiongraph.async.server.store.postgresql.CuttableProxy.Direction;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three server processes on one PostgreSQL, to which everything happens that can happen, at random instants, while many
 * callers send to all of them. The seed and the number of faults can be set: {@code -Dcluster.seed=17
 * -Dcluster.rounds=100}.
 */
@Tag("slow")
class ClusterIT {
    private static final long SEED = Long.getLong("cluster.seed", System.nanoTime());
    private static final int ROUNDS = Integer.getInteger("cluster.rounds", 4 * Integer.getInteger("tests.scale", 1));
    private static final int NODES = 3;
    private static final int CALLERS_PER_NODE = 6;
    private static final Map<String, Integer> CONCURRENCY = Map.of("patient", 20, "once", 20, "narrow", 3);
    private static final String[] FUNCTIONS = CONCURRENCY.keySet().toArray(String[]::new);
    /** One in nine requests is for the narrow one, which could not cope with more. */
    private static final String[] MIX = {
        "patient", "once", "patient", "once", "narrow", "patient", "once", "patient", "once"
    };

    private static final Pattern TAKEN_FOR_DEAD = Pattern.compile(
            "(?m)^(\\S+) \\S+ +\\S+ (?:Node .* has been silent|This node was silent|This node cannot say)");

    private final Random random = new Random(SEED);
    private final List<Incident> incidents = Collections.synchronizedList(new ArrayList<>());
    private final Map<Node, Callers> callers = new HashMap<>();

    @TempDir
    Path dir;

    /** What can happen to a node, its network, or the database. */
    private enum Fault {
        NODE_KILLED,
        NODE_PAUSED,
        NETWORK_CUT,
        NETWORK_STALLED,
        NETWORK_SLOW,
        DATABASE_KILLED
    }

    @Test
    void everythingAcceptedEndsInOneStateWhateverHappensToNodesNetworkAndDatabase() throws Exception {
        System.out.println("cluster.seed=" + SEED + " cluster.rounds=" + ROUNDS);
        try (TimedContainer container = new TimedContainer(SEED);
                Cluster cluster = new Cluster(dir, NODES, node -> functions(container, node));
                DriftWatch drift = new DriftWatch()) {
            for (Node node : cluster.nodes) {
                callers.put(node, new Callers(CALLERS_PER_NODE, 100 + callers.size(), MIX));
                start(node, drift);
            }
            for (Node node : cluster.nodes) {
                node.process().uri();
            }
            List<Fault> faults = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                if (faults.isEmpty()) {
                    faults.addAll(Arrays.asList(Fault.values()));
                    Collections.shuffle(faults, random);
                }
                startWhatCouldNotStart(cluster, drift);
                sleepUpTo(Duration.ofMillis(1_500));
                happen(faults.remove(0), cluster, drift);
            }
            for (Callers ofOne : callers.values()) {
                ofOne.stop();
            }
            await().atMost(Duration.ofMinutes(1)).pollDelay(Duration.ZERO).until(() -> {
                startWhatCouldNotStart(cluster, drift);
                return cluster.nodes.stream()
                        .allMatch(node -> node.process().listening().isDone());
            });
            URI server = cluster.nodes.get(0).process().uri();
            await().atMost(Duration.ofMinutes(2)).until(() -> Listing.allEnded(server, FUNCTIONS));
            cluster.nodes.forEach(node -> addFalseDeaths(node.output()));
            ClusterVerdict verdict = new ClusterVerdict(
                    List.copyOf(callers.values()), container.runs(), Listing.of(server, FUNCTIONS), incidents);
            System.out.println(verdict);
            verdict.holds();
            CONCURRENCY.forEach((function, most) -> assertThat(container.mostAtOnce(function))
                    .as("runs of %s at once", function)
                    .isPositive()
                    .isLessThanOrEqualTo(most));
            assertThat(drift.seen()).containsExactly(0L);
            assertThat(cluster.run(0, "doctor")).contains("drift       0", "The store is sound.");
        } finally {
            callers.values().forEach(Callers::close);
        }
    }

    /** So that two of them never run at once: the function says how many it can bear, and gets no more. */
    @Test
    void aNodeThatIsCutOffStopsItsAttemptBeforeAnotherNodeRunsIt() throws Exception {
        try (TimedContainer container = new TimedContainer(SEED);
                Cluster cluster = new Cluster(
                        dir,
                        2,
                        node -> container.entry(
                                "long", node, "concurrency: 1", "async: {max_async_retry_attempts: 0}"))) {
            for (Node node : cluster.nodes) {
                node.start().uri();
            }
            Node first = cluster.nodes.get(0);
            long millis = Cluster.NODE_TIMEOUT.multipliedBy(3).toMillis();
            assertThat(first.process()
                            .invoke("long", "{\"millis\":\"" + millis + "\"}")
                            .statusCode())
                    .isEqualTo(202);
            await().until(() -> container.running("long").size() == 1);
            String name = container.running("long").get(0);
            Node runner = cluster.nodes.stream()
                    .filter(node -> node.name.equals(name))
                    .findAny()
                    .orElseThrow();
            runner.network.cut();
            await().atMost(Duration.ofSeconds(30)).until(() -> !container.runs().isEmpty());
            Run stopped = container.runs().iterator().next();
            assertThat(stopped.answer()).isEqualTo(TimedContainer.NONE);
            await().atMost(Duration.ofSeconds(60)).until(() -> container.runs().size() == 2);
            runner.network.heal();
            Run repeated = List.copyOf(container.runs()).get(1);
            assertThat(repeated.id()).isEqualTo(stopped.id());
            assertThat(repeated.attempt()).isGreaterThan(stopped.attempt());
            assertThat(repeated.start()).isGreaterThanOrEqualTo(stopped.end());
            assertThat(stopped.node()).isEqualTo(name);
            assertThat(repeated.node()).isNotEqualTo(name);
            assertThat(container.mostAtOnce("long")).isEqualTo(1);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Listing.allEnded(first.process().uri(), "long"));
            assertThat(Listing.of(first.process().uri(), "long"))
                    .singleElement()
                    .matches(item -> item.status().equals(repeated.answer() == 200 ? "SUCCESS" : "FAIL"));
        }
    }

    private static String functions(TimedContainer container, String node) {
        StringBuilder entries = new StringBuilder();
        CONCURRENCY.forEach((name, concurrency) -> entries.append(container.entry(
                name,
                node,
                "concurrency: " + concurrency,
                "async: {max_async_retry_attempts: " + (name.equals("patient") ? 3 : 0) + "}")));
        return entries.toString();
    }

    private void start(Node node, DriftWatch drift) throws Exception {
        Callers own = callers.get(node);
        node.start().listening().thenAccept(uri -> {
            own.sendTo(uri);
            drift.watch(node.name, uri);
        });
    }

    /** A node that finds no database when it starts says so and ends. */
    private void startWhatCouldNotStart(Cluster cluster, DriftWatch drift) throws Exception {
        for (Node node : cluster.nodes) {
            if (!node.process().isRunning()) {
                assertThat(node.process().exitStatus())
                        .as("%s: %s", node.name, node.process().output())
                        .isEqualTo(2);
                assertThat(node.process().output()).contains("cannot be used: ");
                start(node, drift);
            }
        }
    }

    private void happen(Fault fault, Cluster cluster, DriftWatch drift) throws Exception {
        Node node = cluster.nodes.get(random.nextInt(NODES));
        long start = System.currentTimeMillis();
        switch (fault) {
            case NODE_KILLED -> {
                node.process().kill();
                callers.get(node).serverIsGone();
                start(node, drift);
                if (random.nextBoolean()) {
                    node.process().listening().get(60, TimeUnit.SECONDS);
                }
            }
            case NODE_PAUSED -> {
                node.process().pause();
                Thread.sleep(Cluster.NODE_TIMEOUT.toMillis() + 500);
                sleepUpTo(Duration.ofMillis(1_500));
                node.process().resume();
            }
            case NETWORK_CUT -> {
                node.network.cut();
                sleepUpTo(Cluster.NODE_TIMEOUT.multipliedBy(3).dividedBy(2));
                node.network.heal();
            }
            case NETWORK_STALLED -> {
                node.network.stall(random.nextBoolean() ? Direction.TO_SERVER : Direction.TO_CLIENT);
                sleepUpTo(Cluster.NODE_TIMEOUT.multipliedBy(3).dividedBy(2));
                node.network.heal();
            }
            case NETWORK_SLOW -> {
                node.network.slow(Duration.ofMillis(random.nextInt(2_000)));
                sleepUpTo(Cluster.NODE_TIMEOUT);
                node.network.heal();
            }
            case DATABASE_KILLED -> {
                cluster.postgres.kill();
                sleepUpTo(Duration.ofSeconds(1));
                cluster.postgres.startAgain();
            }
        }
        String name = fault == Fault.DATABASE_KILLED ? "" : node.name;
        incidents.add(new Incident(fault.name(), name, start, System.currentTimeMillis()));
    }

    /** On a machine that is too busy a node may be taken for dead although nothing was done to it. */
    private void addFalseDeaths(String output) {
        Matcher line = TAKEN_FOR_DEAD.matcher(output);
        while (line.find()) {
            long at = Instant.parse(line.group(1)).toEpochMilli();
            long before = at - 2 * Cluster.NODE_TIMEOUT.toMillis();
            incidents.add(new Incident("TAKEN_FOR_DEAD", "", before, at));
        }
    }

    private void sleepUpTo(Duration most) throws InterruptedException {
        Thread.sleep(random.nextInt((int) most.toMillis()));
    }
}
