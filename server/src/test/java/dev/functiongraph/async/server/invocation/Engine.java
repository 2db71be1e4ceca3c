package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.function.CatalogReader;
import dev.functiongraph.async.server.function.FunctionCatalog;
import dev.functiongraph.async.server.function.FunctionReference;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.function.InvalidCatalogException;
import dev.functiongraph.async.server.store.sqlite.TestStores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** The engine on a real store, with a clock and a runtime that a test controls. */
final class Engine implements AutoCloseable {
    static final Duration LEASE_MARGIN = Duration.ofSeconds(30);
    static final Duration REMOVAL_GRACE = Duration.ofSeconds(60);

    final SimulatedClock clock = new SimulatedClock();
    final ScriptedRuntime runtime = new ScriptedRuntime();
    final AtomicReference<FunctionCatalog> catalog = new AtomicReference<>();
    RandomGenerator random = new Random(17);
    Backlog backlog = new Backlog(1_000, 2_000);
    Duration retentionAge = Duration.ofDays(7);
    long retentionCount = 1_000_000;
    Duration writeLimit = Duration.ofSeconds(20);
    UnaryOperator<Connection> through = UnaryOperator.identity();
    long minFreeBytes;
    int attemptsInMemory = 1_000;
    private final Path dir;
    private InvocationStore store;
    private InvocationEngine engine;

    Engine(Path dir, String entries) throws IOException, InvalidCatalogException {
        this.dir = dir;
        serve(entries);
        start();
    }

    /** Starts on what the data directory holds, as a new process would. */
    void start() throws IOException {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), random);
        InvocationStore.Settings rules = new InvocationStore.Settings(
                backlog, minFreeBytes, backoff, urn -> catalog.get().isInProcess(urn));
        store = TestStores.open(dir, rules, clock, through);
        InvocationEngine.Settings settings = new InvocationEngine.Settings(
                writeLimit,
                LEASE_MARGIN,
                REMOVAL_GRACE,
                retentionAge,
                retentionCount,
                1 << 30,
                attemptsInMemory,
                backoff);
        engine = new InvocationEngine(catalog::get, store, runtime, settings, UUID::randomUUID, Runnable::run);
    }

    /** As a running server does. */
    void startAtOnce() {
        engine.startAtOnce();
    }

    void stopClaiming() {
        engine.stopClaiming();
    }

    void restart() throws IOException {
        close();
        start();
    }

    void serve(String entries) throws InvalidCatalogException {
        catalog.set(
                new CatalogReader(runtime -> Optional.empty(), 1_000).read("functions.yaml", "functions:\n" + entries));
        if (engine != null) {
            engine.catalogChanged();
        }
    }

    static String entry(String name, String... more) {
        return TestFunctions.entry(name, TestFunctions.Recording.class, more);
    }

    Acceptance offer(String function) {
        Event event = new Event("{\"k\":\"v\"}".getBytes(StandardCharsets.UTF_8));
        FunctionReference reference = FunctionReference.parse(function, TestFunctions.PROJECT);
        return engine.accept(TestFunctions.PROJECT, reference, event).join();
    }

    Optional<InvocationStatus> cancel(UUID id, String function) {
        return StoreFutures.await(engine.cancel(id, FunctionUrn.parse(TestFunctions.urn(function))));
    }

    UUID accept(String function) {
        return ((Acceptance.Accepted) offer(function)).requestId();
    }

    List<UUID> accept(String function, int count) {
        return Stream.generate(() -> accept(function)).limit(count).toList();
    }

    InvocationQueue queue() {
        return store.queue();
    }

    InvocationMaintenance maintenance() {
        return store.maintenance();
    }

    InvocationRecords records() {
        return store.records();
    }

    /** One pass, and the settlements that it leads to. */
    Instant pass() {
        Instant next = engine.pass();
        settled();
        return next;
    }

    /** Waits until all that was handed to the store so far is written. */
    void settled() {
        maintenance().waiting().join();
    }

    /** Passes, moving the clock to each next moment of interest, for so long. */
    void passFor(Duration duration) {
        Instant end = now().plus(duration);
        while (now().isBefore(end)) {
            Duration untilNext = Duration.between(now(), pass()).plusMillis(1);
            clock.advance(untilNext.isNegative() ? Duration.ZERO : untilNext);
        }
    }

    /** The time of durations, which nobody sets. */
    Instant now() {
        return queue().clock().instant();
    }

    /** Sets the system's clock, which is noticed. */
    void setClock(Duration step) {
        clock.set(step);
        maintenance().keepUp().join();
    }

    /** Status, number of the last attempt, error code and message. */
    String row(UUID id) {
        InvocationRecord found = records().find(id).orElseThrow();
        return (found.status() + " " + found.attempt() + " " + found.errorCode() + " " + found.errorMessage()).strip();
    }

    @Override
    public void close() {
        store.close();
    }
}
