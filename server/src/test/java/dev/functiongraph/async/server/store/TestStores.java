package dev.functiongraph.async.server.store;

import dev.functiongraph.async.server.invocation.InvocationStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.function.UnaryOperator;

/** Stores with something of a test's between them and their database. */
public final class TestStores {
    private TestStores() {}

    public static InvocationStore open(Path dataDir, long minFreeBytes, UnaryOperator<Connection> through)
            throws IOException {
        return SqliteInvocationStore.open(dataDir, minFreeBytes, through);
    }
}
