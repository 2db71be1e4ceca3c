package dev.functiongraph.async.server;

import dev.functiongraph.async.server.config.ConfigReader;
import dev.functiongraph.async.server.store.Stores;
import dev.functiongraph.async.server.store.memory.MemoryStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A whole server on a store in memory, with the settings of the environment: to be looked at by the conformance kit.
 */
public final class MemoryServer {
    private MemoryServer() {}

    public static void main(String[] arguments) throws Exception {
        run((location, settings, node, partition) -> MemoryStore.open(location.dataDir(), settings));
    }

    /** The same on another store. */
    public static void run(Stores.Opener store) throws Exception {
        FunctionGraphServer server =
                FunctionGraphServer.start(ConfigReader.read(Map.of(), System.getenv(), Optional.empty()), store);
        System.out.println("Listening on " + server.uri());
        new CompletableFuture<Void>().join();
    }
}
