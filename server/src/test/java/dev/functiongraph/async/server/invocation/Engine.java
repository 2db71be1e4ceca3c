package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.function.CatalogReader;
import dev.functiongraph.async.server.function.FunctionCatalog;
import dev.functiongraph.async.server.function.FunctionReference;
import dev.functiongraph.async.server.function.InvalidCatalogException;
import dev.functiongraph.async.server.store.SqliteInvocationStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** Everything between HTTP and the functions, on a real store, with a clock and a runtime that a test moves itself. */
final class Engine implements AutoCloseable {
    final SimulatedClock clock = new SimulatedClock();
    final ScriptedRuntime runtime = new ScriptedRuntime();
    final AtomicReference<FunctionCatalog> catalog = new AtomicReference<>();
    private final Path dir;
    private SqliteInvocationStore store;
    private Dispatcher dispatcher;
    private AsyncInvocations invocations;

    Engine(Path dir, String entries) throws IOException, InvalidCatalogException {
        this.dir = dir;
        serve(entries);
        start();
    }

    /** Starts on what the data directory holds, as a new process would. */
    void start() throws IOException {
        store = SqliteInvocationStore.open(dir);
        RetryPolicy retries =
                new RetryPolicy(new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), new Random(17)));
        AttemptRunner runner = new AttemptRunner(store, runtime, retries, clock);
        dispatcher = new Dispatcher(catalog::get, store, runner, Duration.ofSeconds(30), clock, () -> {});
        invocations = new AsyncInvocations(
                catalog::get, store, dispatcher::signal, Duration.ofSeconds(20), clock, UUID::randomUUID);
    }

    void serve(String entries) throws InvalidCatalogException {
        catalog.set(new CatalogReader(runtime -> Optional.empty()).read("functions.yaml", "functions:\n" + entries));
        if (dispatcher != null) {
            dispatcher.catalogChanged();
        }
    }

    static String entry(String name, String... more) {
        return TestFunctions.entry(name, TestFunctions.Recording.class, more);
    }

    UUID accept(String function) {
        Event event = new Event("{\"k\":\"v\"}".getBytes(StandardCharsets.UTF_8));
        FunctionReference reference = FunctionReference.parse(function, TestFunctions.PROJECT);
        return ((Acceptance.Accepted) invocations.accept(TestFunctions.PROJECT, reference, event)).requestId();
    }

    /** One pass, and the settlements that it leads to. */
    Instant pass() {
        Instant next = dispatcher.pass();
        settled();
        return next;
    }

    /** Waits until all that was handed to the store so far is written. */
    void settled() {
        store.functionsWithWaiting().join();
    }

    /** Passes, moving the clock to each next moment of interest, for so long. */
    void passFor(Duration duration) {
        Instant end = clock.instant().plus(duration);
        while (clock.instant().isBefore(end)) {
            clock.advanceTo(pass().plusMillis(1));
        }
    }

    String row(UUID id) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + dir.resolve("invocations.db"));
                ResultSet row = connection
                        .createStatement()
                        .executeQuery("SELECT status || ' ' || attempt || ' ' || error_code || ' ' || error_message"
                                + " FROM invocation WHERE request_id = '" + id + "'")) {
            return row.next() ? row.getString(1).strip() : "none";
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
