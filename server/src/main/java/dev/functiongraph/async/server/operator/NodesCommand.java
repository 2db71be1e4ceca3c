package dev.functiongraph.async.server.operator;

import dev.functiongraph.async.server.invocation.OperatorStore;
import dev.functiongraph.async.server.invocation.OperatorStore.NodeState;
import dev.functiongraph.async.server.store.StoreLocation;
import dev.functiongraph.async.server.store.Stores;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command that lists the servers that share a database. */
@Command(name = "nodes", description = "Lists the servers that share a database, oldest first.", sortOptions = false)
public final class NodesCommand extends OperatorCommand {

    @Override
    int run(StoreLocation location, PrintWriter out) throws IOException {
        if (location.database().isEmpty()) {
            throw new IOException("a data directory is used by one server; nodes share a database: give --store URL");
        }
        try (OperatorStore store = Stores.openForOperator(location)) {
            List<NodeState> nodes = store.nodes();
            nodes.forEach(node -> out.println(line(node)));
            out.println(nodes.size() + (nodes.size() == 1 ? " node" : " nodes"));
        }
        return CommandLine.ExitCode.OK;
    }

    private static String line(NodeState node) {
        return "node %d  %s  version %s  started %s  heartbeat %.1f s ago  %d functions  %d running"
                .formatted(
                        node.number(),
                        node.address(),
                        node.version(),
                        node.startedAt(),
                        node.silentFor().toMillis() / 1_000.0,
                        node.functions(),
                        node.running());
    }
}
