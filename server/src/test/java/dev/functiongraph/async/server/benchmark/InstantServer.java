package dev.functiongraph.async.server.benchmark;

import dev.functiongraph.async.server.MemoryServer;
import dev.functiongraph.async.server.store.memory.InstantStore;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A whole server on a store that acknowledges at once or, with an argument, after an append to a file of that name. */
public final class InstantServer {
    private InstantServer() {}

    public static void main(String[] arguments) throws Exception {
        Supplier<CompletableFuture<Void>> write = arguments.length == 0
                ? () -> CompletableFuture.completedFuture(null)
                : AppendedFile.open(Path.of(arguments[0]))::append;
        MemoryServer.run((location, settings, node, partition) -> InstantStore.open(settings, write));
    }
}
