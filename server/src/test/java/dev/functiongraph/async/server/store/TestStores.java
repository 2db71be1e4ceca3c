package dev.functiongraph.async.server.store;

import dev.functiongraph.async.server.invocation.InvocationStore;
import dev.functiongraph.async.server.invocation.SimulatedClock;
import dev.functiongraph.async.server.store.SqliteInvocationStore.Settings;
import java.io.IOException;
import java.sql.Connection;
import java.util.function.UnaryOperator;

/** Stores with something of a test's between them and their database. */
public final class TestStores {
    /** For a database that has no files. */
    static final WriteGuard UNGUARDED = new WriteGuard() {
        @Override
        public void before() {}

        @Override
        public void after() {}

        @Override
        public void failed(Throwable cause) {}

        @Override
        public void tidy(Session session) {}
    };

    private TestStores() {}

    public static InvocationStore open(Settings settings, SimulatedClock clock, UnaryOperator<Connection> through)
            throws IOException {
        return SqliteInvocationStore.open(settings, clock, clock::nanos, through);
    }
}
