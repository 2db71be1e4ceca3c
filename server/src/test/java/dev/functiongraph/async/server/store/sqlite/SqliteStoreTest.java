package dev.functiongraph.async.server.store.sqlite;

import dev.functiongraph.async.server.invocation.InvocationStore;
import dev.functiongraph.async.server.invocation.SimulatedClock;
import dev.functiongraph.async.server.store.InvocationStoreContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

class SqliteStoreTest extends InvocationStoreContract {
    @Override
    protected InvocationStore open(Path dir, InvocationStore.Settings settings, SimulatedClock clock)
            throws IOException {
        return TestStores.open(dir, settings, clock, UnaryOperator.identity());
    }
}
