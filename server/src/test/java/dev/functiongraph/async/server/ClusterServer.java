package dev.functiongraph.async.server;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Three nodes on one PostgreSQL with the demo functions. Two of them are killed and started again in turn, until the
 * process is stopped; the first is to be looked at by the conformance kit.
 */
public final class ClusterServer {
    private static final int NODES = 3;
    private static final long PAUSE_MILLIS = 1_000;

    private ClusterServer() {}

    public static void main(String[] arguments) throws Exception {
        String functions = demoFunctions();
        Cluster cluster = new Cluster(Files.createTempDirectory("cluster"), NODES, node -> functions);
        for (Cluster.Node node : cluster.nodes) {
            node.start();
        }
        System.out.println("Listening on " + cluster.nodes.get(0).process().uri());
        for (int kills = 0; true; kills++) {
            Cluster.Node victim = cluster.nodes.get(1 + kills % (NODES - 1));
            victim.process().uri();
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            victim.process().kill();
            System.out.println("Killed " + victim.name);
            victim.start();
        }
    }

    private static String demoFunctions() throws Exception {
        try (InputStream resource = Objects.requireNonNull(
                FunctionGraphServer.class.getClassLoader().getResourceAsStream("demo-functions.yaml"))) {
            String all = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            return all.substring(all.indexOf("functions:\n") + "functions:\n".length());
        }
    }
}
