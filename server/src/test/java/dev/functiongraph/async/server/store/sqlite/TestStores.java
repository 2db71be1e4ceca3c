package dev.functiongraph.async.server.store.sqlite;

import dev.functiongraph.async.server.invocation.Backlog;
import dev.functiongraph.async.server.invocation.Backoff;
import dev.functiongraph.async.server.invocation.InvocationStore;
import dev.functiongraph.async.server.invocation.InvocationStore.Settings;
import dev.functiongraph.async.server.invocation.SimulatedClock;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Stores with a test's own layer between them and their database. */
public final class TestStores {
    private TestStores() {}

    public static InvocationStore open(Path dataDir) throws IOException {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), new Random());
        return SqliteStore.open(dataDir, new Settings(new Backlog(100, 100), 0, backoff, urn -> true));
    }

    public static InvocationStore open(
            Path dataDir, Settings settings, SimulatedClock clock, UnaryOperator<Connection> through)
            throws IOException {
        return SqliteStore.open(dataDir, settings, clock, clock::nanos, through);
    }
}
