package dev.functiongraph.async.server.operator;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A command on the store of servers, which may run meanwhile. */
abstract class OperatorCommand extends StoreCommand {
    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "The server's data directory; default $FUNCTIONGRAPH_DATA_DIR, or data.")
    private @Nullable String dataDir;

    @Option(
            names = "--store",
            paramLabel = "URL",
            description = "The servers' PostgreSQL database instead; default $FUNCTIONGRAPH_STORE.")
    private @Nullable String store;

    @Override
    final void putPlace(Map<String, String> given) {
        putIfGiven(given, "data-dir", dataDir);
        putIfGiven(given, "store", store);
    }
}
