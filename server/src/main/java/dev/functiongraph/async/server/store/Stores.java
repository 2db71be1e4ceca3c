package dev.functiongraph.async.server.store;

import dev.functiongraph.async.server.invocation.InvocationStore;
import dev.functiongraph.async.server.invocation.OperatorStore;
import dev.functiongraph.async.server.store.sqlite.SqliteOperatorStore;
import dev.functiongraph.async.server.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Path;

/** The kinds of stores, and how each is opened. */
public final class Stores {
    private Stores() {}

    /** A way to open the store of a server, such as {@link Stores#open}. */
    @FunctionalInterface
    public interface Opener {
        InvocationStore open(Path dataDir, InvocationStore.Settings settings) throws IOException;
    }

    /**
     * Opens the store of a server. What the last server was running when it ended waits again: nobody else can be
     * running it.
     *
     * @param dataDir made if it is not there
     * @throws IOException if the store cannot be used, or another server uses it
     */
    public static InvocationStore open(Path dataDir, InvocationStore.Settings settings) throws IOException {
        return SqliteStore.open(dataDir, settings);
    }

    /**
     * Opens a store for an operator.
     *
     * @throws IOException if there is none of this version; a
     *     {@link dev.functiongraph.async.server.invocation.DamagedStoreException} if it is damaged
     */
    public static OperatorStore openForOperator(Path dataDir) throws IOException {
        return SqliteOperatorStore.open(dataDir);
    }
}
