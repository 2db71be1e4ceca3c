package dev.functiongraph.async.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.functiongraph.async.server.Cluster.Node;
import dev.functiongraph.async.server.ClusterVerdict.Incident;
import dev.functiongraph.async.server.TimedContainer.Run;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A node of an older version and one of this version on one PostgreSQL, as while nodes are upgraded one by one. */
@EnabledIfSystemProperty(
        named = "older.jar",
        matches = ".+",
        disabledReason = "it is run by .ci/upgrade, which builds an older version")
class UpgradeIT {
    private static final int CALLERS_PER_NODE = 4;
    private static final int MORE = 500;
    private static final Map<String, Integer> CONCURRENCY = Map.of("patient", 20, "narrow", 3);
    private static final String[] FUNCTIONS = CONCURRENCY.keySet().toArray(String[]::new);
    /** The narrow one could not cope with more. */
    private static final String[] MIX = {"patient", "patient", "patient", "narrow", "patient"};

    private final Path olderJar = Path.of(System.getProperty("older.jar"));
    private final Map<Node, Callers> callers = new HashMap<>();
    private final List<Incident> incidents = new ArrayList<>();

    @TempDir
    Path dir;

    @Test
    void everythingAcceptedEndsInOneStateWhileNodesOfTwoVersionsShareADatabase() throws Exception {
        try (TimedContainer container = new TimedContainer(System.nanoTime());
                Cluster cluster = new Cluster(dir, 2, node -> functions(container, node));
                DriftWatch drift = new DriftWatch()) {
            for (Node node : cluster.nodes) {
                callers.put(node, new Callers(CALLERS_PER_NODE, 100 + callers.size(), MIX));
            }
            Node first = cluster.nodes.get(0);
            Node second = cluster.nodes.get(1);

            sendTo(first, first.start(olderJar), drift);
            acceptsMore(first);
            // This brings the tables to the newer version while the older node works with them.
            sendTo(second, second.start(), drift);
            acceptMoreAndRunSome(container, first, second);

            // As one that has crashed would during an upgrade.
            stop(first);
            sendTo(first, first.start(olderJar), drift);
            acceptMoreAndRunSome(container, first, second);
            String versions = cluster.run(0, "nodes");

            stop(first);
            sendTo(first, first.start(), drift);
            acceptMoreAndRunSome(container, first, second);

            for (Callers ofOne : callers.values()) {
                ofOne.stop();
            }
            URI server = second.process().uri();
            await().atMost(Duration.ofMinutes(2)).until(() -> Listing.allEnded(server, FUNCTIONS));
            ClusterVerdict verdict = new ClusterVerdict(
                    List.copyOf(callers.values()), container.runs(), Listing.of(server, FUNCTIONS), incidents);
            System.out.println(versions + "\n" + verdict);
            verdict.holds();
            CONCURRENCY.forEach((function, most) -> assertThat(container.mostAtOnce(function))
                    .as("runs of %s at once", function)
                    .isPositive()
                    .isLessThanOrEqualTo(most));
            assertThat(drift.seen()).containsExactly(0L);
            assertThat(cluster.run(0, "doctor")).contains("drift       0", "The store is sound.");
            // On a machine that is too busy a node may be late.
            assertThat(cluster.nodes)
                    .allSatisfy(node -> assertThat(node.output().lines())
                            .filteredOn(line -> line.contains(" ERROR ") && !line.contains(" ERROR Nodes "))
                            .isEmpty());
        } finally {
            callers.values().forEach(Callers::close);
        }
    }

    private static String functions(TimedContainer container, String node) {
        StringBuilder entries = new StringBuilder();
        CONCURRENCY.forEach((name, concurrency) -> entries.append(
                container.entry(name, node, "concurrency: " + concurrency, "async: {max_async_retry_attempts: 3}")));
        return entries.toString();
    }

    private void sendTo(Node node, ServerProcess process, DriftWatch drift) throws Exception {
        callers.get(node).sendTo(process.uri());
        drift.watch(node.name, process.uri());
    }

    private void stop(Node node) throws Exception {
        long start = System.currentTimeMillis();
        node.process().terminate();
        assertThat(node.process().exitStatus()).as(node.process().output()).isZero();
        callers.get(node).serverIsGone();
        incidents.add(new Incident("NODE_STOPPED", node.name, start, System.currentTimeMillis()));
    }

    private void acceptsMore(Node node) {
        int before = callers.get(node).accepted.size();
        await().atMost(Duration.ofMinutes(2))
                .until(() -> callers.get(node).accepted.size() >= before + MORE);
    }

    private void acceptMoreAndRunSome(TimedContainer container, Node... nodes) {
        int before = container.runs().size();
        for (Node node : nodes) {
            acceptsMore(node);
        }
        for (Node node : nodes) {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> container.runs().stream()
                            .skip(before)
                            .map(Run::node)
                            .anyMatch(node.name::equals));
        }
    }
}
