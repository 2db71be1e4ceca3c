package dev.functiongraph.async.server.store;

import dev.functiongraph.async.server.invocation.InvocationStore;
import dev.functiongraph.async.server.invocation.OperatorStore;
import dev.functiongraph.async.server.store.postgresql.NodeSettings;
import dev.functiongraph.async.server.store.postgresql.PostgresOperatorStore;
import dev.functiongraph.async.server.store.postgresql.PostgresStore;
import dev.functiongraph.async.server.store.sqlite.SqliteOperatorStore;
import dev.functiongraph.async.server.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** The kinds of stores, and how each is opened. */
public final class Stores {
    private static final int PARTITIONS = 7;
    private static final Duration MIN_PARTITION = Duration.ofMinutes(1);
    private static final Duration MAX_PARTITION = Duration.ofDays(1);

    private Stores() {}

    /** A way to open the store of a server, such as {@link Stores#open}. */
    @FunctionalInterface
    public interface Opener {
        InvocationStore open(
                StoreLocation location, InvocationStore.Settings settings, NodeSettings node, Duration partition)
                throws IOException;
    }

    /**
     * Opens the store of a server. What a server that ended was running waits again.
     *
     * @param location a directory is made if it is not there
     * @param node of a database
     * @param partition of a database: how long the time is whose records are dropped together
     * @throws IOException if the store cannot be used, or another server uses the directory
     */
    public static InvocationStore open(
            StoreLocation location, InvocationStore.Settings settings, NodeSettings node, Duration partition)
            throws IOException {
        return location.database().isPresent()
                ? PostgresStore.open(location.database().get(), settings, node, partition)
                : SqliteStore.open(location.dataDir(), settings);
    }

    /**
     * Opens a store for an operator.
     *
     * @throws IOException if there is none of this version; a
     *     {@link dev.functiongraph.async.server.invocation.DamagedStoreException} if it is damaged
     */
    public static OperatorStore openForOperator(StoreLocation location) throws IOException {
        return location.database().isPresent()
                ? PostgresOperatorStore.open(location.database().get())
                : SqliteOperatorStore.open(location.dataDir());
    }

    /** The same for a directory. */
    public static OperatorStore openForOperator(Path dataDir) throws IOException {
        return openForOperator(StoreLocation.in(dataDir));
    }

    /** How long the time is whose records a database drops together: days, or less where they are kept for less. */
    public static Duration partition(Duration retentionAge) {
        Duration part = retentionAge.dividedBy(PARTITIONS);
        return part.compareTo(MAX_PARTITION) > 0
                ? MAX_PARTITION
                : part.compareTo(MIN_PARTITION) < 0 ? MIN_PARTITION : part;
    }
}
