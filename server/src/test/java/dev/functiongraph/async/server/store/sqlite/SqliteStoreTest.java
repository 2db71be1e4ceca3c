package dev.functiongraph.async.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.server.invocation.InvocationStore;
import dev.functiongraph.async.server.invocation.SimulatedClock;
import dev.functiongraph.async.server.store.InvocationStoreContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;

class SqliteStoreTest extends InvocationStoreContract {
    private Path opened = Path.of("");

    @Override
    protected InvocationStore open(Path dir, InvocationStore.Settings settings, SimulatedClock clock)
            throws IOException {
        opened = dir;
        return TestStores.open(dir, settings, clock, UnaryOperator.identity());
    }

    @AfterEach
    void whatIsCountedIsThere() throws IOException {
        try (SqliteOperatorStore tools = SqliteOperatorStore.open(opened)) {
            assertThat(tools.problems()).isEmpty();
        }
    }
}
