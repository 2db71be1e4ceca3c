package dev.functiongraph.async.server.store;

import dev.functiongraph.async.server.invocation.Backoff;
import dev.functiongraph.async.server.invocation.InvocationStore;
import dev.functiongraph.async.server.invocation.InvocationStore.Backlog;
import dev.functiongraph.async.server.invocation.SimulatedClock;
import dev.functiongraph.async.server.store.SqliteInvocationStore.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Random;
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

    public static InvocationStore open(Path dataDir) throws IOException {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), new Random());
        return SqliteInvocationStore.open(new Settings(dataDir, 0, new Backlog(100, 100), backoff, urn -> true));
    }

    public static InvocationStore open(Settings settings, SimulatedClock clock, UnaryOperator<Connection> through)
            throws IOException {
        return SqliteInvocationStore.open(settings, clock, clock::nanos, through);
    }
}
