package dev.functiongraph.async.server.store.postgresql;

import dev.functiongraph.async.server.invocation.InvocationStore;
import dev.functiongraph.async.server.invocation.SimulatedClock;
import dev.functiongraph.async.server.store.InvocationStoreContract;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The store in PostgreSQL keeps what every store promises. */
class PostgresStoreTest extends InvocationStoreContract {
    private static final NodeSettings NODE =
            new NodeSettings("localhost", "test", Duration.ofSeconds(5), Duration.ofSeconds(30));
    private static final Duration PARTITION = Duration.ofSeconds(10);

    private final Map<Path, String> databases = new ConcurrentHashMap<>();

    @Override
    protected InvocationStore open(Path dir, InvocationStore.Settings settings, SimulatedClock clock)
            throws IOException {
        String url = databases.computeIfAbsent(dir, any -> TestPostgres.shared().createMigratedDatabase());
        return PostgresStore.open(
                PostgresSettings.of(url, Optional.of(TestPostgres.USER), Optional.empty(), false),
                settings,
                NODE,
                PARTITION,
                clock,
                clock::nanos);
    }
}
