package dev.functiongraph.async.server.benchmark;

import dev.functiongraph.async.server.MemoryServer;
import dev.functiongraph.async.server.store.memory.InstantStore;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** A whole server on a store that acknowledges at once or, with an argument, after an append to a file of that name. */
public final class InstantServer {
    private InstantServer() {}

    public static void main(String[] arguments) throws Exception {
        AppendedFile file = arguments.length == 0 ? null : AppendedFile.open(Path.of(arguments[0]));
        MemoryServer.run((location, settings, node, partition) -> InstantStore.open(
                settings, () -> file == null ? CompletableFuture.completedFuture(null) : file.append()));
    }
}
