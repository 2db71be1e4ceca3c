package dev.functiongraph.async.server.store;

import dev.functiongraph.async.server.invocation.InvocationStore;
import dev.functiongraph.async.server.invocation.SimulatedClock;
import dev.functiongraph.async.server.store.SqliteInvocationStore.Settings;
import java.io.IOException;
import java.sql.Connection;
import java.util.function.UnaryOperator;

/** Stores with something of a test's between them and their database. */
public final class TestStores {
    private TestStores() {}

    public static InvocationStore open(Settings settings, SimulatedClock clock, UnaryOperator<Connection> through)
            throws IOException {
        return SqliteInvocationStore.open(settings, clock, clock::nanos, through);
    }
}
