package dev.functiongraph.async.server.benchmark;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * Nodes that share a database, with what all of them and the database take.
 *
 * @param databasePid the process that the database's processes come from
 */
record Cluster(List<Candidate> nodes, long databasePid) implements Measured {
    /** Of any node: all of them show the same counts. */
    @Override
    public URI address() throws IOException {
        return nodes.get(0).address();
    }

    @Override
    public Duration cpu() throws IOException {
        Duration sum = ProcessTree.cpu(databasePid);
        for (Candidate node : nodes) {
            sum = sum.plus(node.cpu());
        }
        return sum;
    }

    /** Without the database's, most of which its processes share. */
    @Override
    public OptionalLong residentBytes() throws IOException {
        long sum = 0;
        for (Candidate node : nodes) {
            sum += node.residentBytes().orElse(0);
        }
        return OptionalLong.of(sum);
    }

    @Override
    public int jvms() {
        return nodes.size();
    }
}
