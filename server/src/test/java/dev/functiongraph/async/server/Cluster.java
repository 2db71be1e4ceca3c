package dev.functiongraph.async.server;

import dev.functiongraph.async.server.store.postgresql.CuttableProxy;
import dev.functiongraph.async.server.store.postgresql.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Server processes that share one PostgreSQL server, each over a network of its own. */
final class Cluster implements AutoCloseable {
    static final Duration HEARTBEAT = Duration.ofMillis(500);
    /** After so long without a heartbeat a node is dead. */
    static final Duration NODE_TIMEOUT = Duration.ofSeconds(4);

    final TestPostgres postgres = TestPostgres.start();
    final List<Node> nodes = new ArrayList<>();
    private final String url = postgres.createDatabase();

    /** @param functions the entries of functions.yaml for a node */
    Cluster(Path dir, int size, Functions functions) throws IOException {
        for (int i = 0; i < size; i++) {
            String name = "node" + i;
            Path own = Files.createDirectory(dir.resolve(name));
            TestServer.writeFunctions(own, functions.of(name));
            nodes.add(new Node(name, own, new CuttableProxy(postgres.port())));
        }
    }

    /** Runs a command of the operator's. */
    String run(int status, String command, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(command, "--store", url, "--store-user", TestPostgres.USER));
        all.addAll(List.of(arguments));
        try (ServerProcess process = ServerProcess.start(nodes.get(0).dir, all.toArray(String[]::new))) {
            if (process.exitStatus() != status) {
                throw new AssertionError(command + " ended with " + process.exitStatus() + ": " + process.output());
            }
            return process.output();
        }
    }

    @Override
    public void close() throws IOException {
        for (Node node : nodes) {
            node.close();
        }
        postgres.close();
    }

    @FunctionalInterface
    interface Functions {
        String of(String node);
    }

    /** A server process of the cluster, and the one that takes its place when it has ended. */
    final class Node implements AutoCloseable {
        final String name;
        final CuttableProxy network;
        private final Path dir;
        private final StringBuilder earlierOutput = new StringBuilder();
        private ServerProcess process;

        private Node(String name, Path dir, CuttableProxy network) {
            this.name = name;
            this.dir = dir;
            this.network = network;
        }

        ServerProcess start() throws IOException {
            return started(ServerProcess.start(dir, arguments()));
        }

        /** With another jar than this build's. */
        ServerProcess start(Path jar) throws IOException {
            return started(ServerProcess.startOther(jar, dir, arguments()));
        }

        private ServerProcess started(ServerProcess next) {
            if (process != null) {
                earlierOutput.append(process.output()).append('\n');
            }
            process = next;
            return process;
        }

        private String[] arguments() {
            return new String[] {
                "--port",
                "0",
                "--functions",
                "functions.yaml",
                "--store",
                network.through(url),
                "--store-user",
                TestPostgres.USER,
                "--heartbeat",
                HEARTBEAT.toMillis() + "ms",
                "--node-timeout",
                NODE_TIMEOUT.toMillis() + "ms",
                "--retry-base",
                "20ms"
            };
        }

        ServerProcess process() {
            return process;
        }

        /** Of all processes, one after the other. */
        String output() {
            return earlierOutput + process.output();
        }

        @Override
        public void close() throws IOException {
            if (process != null) {
                process.close();
            }
            network.close();
        }
    }
}
