package dev.functiongraph.async.server.benchmark;

import dev.functiongraph.async.server.MemoryServer;
import dev.functiongraph.async.server.store.memory.InstantStore;

/** A whole server on a store that acknowledges at once. */
public final class InstantServer {
    private InstantServer() {}

    public static void main(String[] arguments) throws Exception {
        MemoryServer.run((location, settings, node, partition) -> InstantStore.open(location.dataDir(), settings));
    }
}
