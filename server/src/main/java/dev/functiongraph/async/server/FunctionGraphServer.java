package dev.functiongraph.async.server;

import com.fasterxml.uuid.Generators;
import dev.functiongraph.async.server.config.ExecutionConfig;
import dev.functiongraph.async.server.config.HttpConfig;
import dev.functiongraph.async.server.config.Secret;
import dev.functiongraph.async.server.config.ServerConfig;
import dev.functiongraph.async.server.config.StoreConfig;
import dev.functiongraph.async.server.config.StoreUrl;
import dev.functiongraph.async.server.credentials.CredentialsFile;
import dev.functiongraph.async.server.function.CatalogFile;
import dev.functiongraph.async.server.function.CatalogReader;
import dev.functiongraph.async.server.function.FunctionCatalog;
import dev.functiongraph.async.server.function.InvalidCatalogException;
import dev.functiongraph.async.server.http.HttpServer;
import dev.functiongraph.async.server.http.InspectionResource;
import dev.functiongraph.async.server.http.InvocationsResource;
import dev.functiongraph.async.server.http.metrics.MetricsResource;
import dev.functiongraph.async.server.invocation.Backlog;
import dev.functiongraph.async.server.invocation.Backoff;
import dev.functiongraph.async.server.invocation.Event;
import dev.functiongraph.async.server.invocation.FunctionRuntime;
import dev.functiongraph.async.server.invocation.InvocationEngine;
import dev.functiongraph.async.server.invocation.InvocationEngine.Settings;
import dev.functiongraph.async.server.invocation.InvocationStore;
import dev.functiongraph.async.server.process.RequestLogFilter;
import dev.functiongraph.async.server.runtime.HandlerClasses;
import dev.functiongraph.async.server.runtime.RuntimeRouter;
import dev.functiongraph.async.server.runtime.child.ChildSettings;
import dev.functiongraph.async.server.store.StoreLocation;
import dev.functiongraph.async.server.store.Stores;
import dev.functiongraph.async.server.store.postgresql.NodeSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server. Thread-safe. */
public final class FunctionGraphServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FunctionGraphServer.class);
    private static final long FILES_POLL_MILLIS = 250;
    /** Code that is written in pieces is not run before it is complete. */
    private static final Duration QUIET = Duration.ofSeconds(2);
    /** Its event, its result, and a copy of each on their way; and the same of one that ended before and is written. */
    private static final long BYTES_PER_ATTEMPT = 8L * Event.MAX_BYTES;

    private final Deque<Callable<Void>> stops = new ArrayDeque<>();
    private volatile FunctionCatalog catalog;
    private RuntimeRouter runtime;
    private InvocationEngine engine;
    private Duration drainTimeout;
    private ServerConfig config;
    private URI uri;
    private Optional<URI> operatorUri = Optional.empty();
    private long closedAt;

    /** {@link #build} sets what is left, before anybody has it. */
    @SuppressWarnings("NullAway.Init")
    private FunctionGraphServer() {}

    /**
     * Starts a server; it takes requests when this returns.
     *
     * @throws InvalidCatalogException if the functions file is not usable, with all its problems
     * @throws IOException if the data directory or the address cannot be used
     */
    public static FunctionGraphServer start(ServerConfig config) throws InvalidCatalogException, IOException {
        return start(config, Stores::open);
    }

    /** @param stores opens the store */
    static FunctionGraphServer start(ServerConfig config, Stores.Opener stores)
            throws InvalidCatalogException, IOException {
        return start(config, stores, HandlerClasses.CLASS_PATH, runtime -> runtime);
    }

    /**
     * @param classes of Java functions
     * @param observed stands between the engine and the runtime of functions
     */
    static FunctionGraphServer start(
            ServerConfig config, HandlerClasses classes, UnaryOperator<FunctionRuntime> observed)
            throws InvalidCatalogException, IOException {
        return start(config, Stores::open, classes, observed);
    }

    private static FunctionGraphServer start(
            ServerConfig config, Stores.Opener stores, HandlerClasses classes, UnaryOperator<FunctionRuntime> observed)
            throws InvalidCatalogException, IOException {
        FunctionGraphServer server = new FunctionGraphServer();
        try {
            server.build(config, stores, classes, observed);
            return server;
        } catch (InvalidCatalogException | IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** The object graph, in the order in which things start; they stop in the reverse order. */
    private void build(
            ServerConfig config, Stores.Opener stores, HandlerClasses classes, UnaryOperator<FunctionRuntime> observed)
            throws InvalidCatalogException, IOException {
        this.config = config;
        ExecutionConfig execution = config.execution();
        // Those of one moment are neighbors in the store's index.
        Supplier<UUID> ids = Generators.timeBasedEpochRandomGenerator()::generate;
        drainTimeout = execution.drainTimeout();
        Optional<CredentialsFile> credentials = credentials(config.http());
        // Before anything is run or changed: the address may be taken.
        HttpServer http = stopping(HttpServer.bind(config.http()), HttpServer::close);
        Optional<HttpServer> operators = operators(config.http());

        runtime = stopping(new RuntimeRouter(children(config), classes), FunctionRuntime::close);
        CatalogFile functions = CatalogFile.open(
                execution.functions(),
                new CatalogReader(runtime::problem, execution.maxConcurrency(), directory(execution.functions())),
                System::nanoTime,
                read -> catalog = read);
        Backoff backoff = new Backoff(execution.retryBase(), execution.retryCap(), new SecureRandom());
        Backlog backlog = new Backlog(execution.maxFunctionBacklog(), execution.maxBacklog());
        InvocationStore store = stopping(
                stores.open(
                        location(config.store()),
                        new InvocationStore.Settings(
                                backlog, config.store().minFreeDisk(), backoff, urn -> catalog.isInProcess(urn)),
                        node(config.store(), http.uri()),
                        Stores.partition(config.store().retentionAge())),
                InvocationStore::close);

        engine = new InvocationEngine(
                this::catalog, store, observed.apply(runtime), settings(config, backoff), ids, http.answers());
        stopping(engine, running -> running.drain(remaining(drainTimeout)));
        InvocationsResource resource = new InvocationsResource(engine);
        stopping(http, HttpServer::close);
        stopping(engine, InvocationEngine::stopClaiming);
        http.start(
                config.http(),
                drainTimeout,
                this::catalog,
                resource,
                new MetricsResource(store.records()),
                credentials,
                ids);
        if (operators.isPresent()) {
            operators.get().start(config.http(), drainTimeout, new InspectionResource(engine), credentials, ids);
            operatorUri = operators.map(HttpServer::uri);
            log.info("Operators are served at {}", operators.get().uri());
        }
        uri = http.uri();
        runtime.serve(catalog);
        engine.start();
        watch(functions, credentials, () -> {
            http.refresh();
            operators.ifPresent(HttpServer::refresh);
        });
    }

    private Optional<HttpServer> operators(HttpConfig http) throws IOException {
        return http.operatorPort().isEmpty()
                ? Optional.empty()
                : Optional.of(stopping(HttpServer.bind(http, http.operatorPort().get()), HttpServer::close));
    }

    private static Optional<CredentialsFile> credentials(HttpConfig http) throws IOException {
        if (http.credentialsFile().isEmpty()) {
            return Optional.empty();
        }
        RequestLogFilter.install();
        return Optional.of(CredentialsFile.open(http.credentialsFile().get(), System::nanoTime, Clock.systemUTC()));
    }

    private static StoreLocation location(StoreConfig store) throws IOException {
        return StoreLocation.of(
                store.dataDir(),
                store.store().map(StoreUrl::url),
                store.storeUser(),
                store.storePasswordFile(),
                store.storePassword().map(Secret::value),
                store.storeMayLoseInvocations());
    }

    private static NodeSettings node(StoreConfig store, URI uri) {
        return new NodeSettings(address(uri), Main.version(), store.heartbeat(), store.nodeTimeout());
    }

    /** The machine's name tells more than the address that is bound, which may stand for all of its addresses. */
    private static String address(URI uri) {
        try {
            return InetAddress.getLocalHost().getHostName() + ":" + uri.getPort();
        } catch (UnknownHostException e) {
            return uri.getAuthority();
        }
    }

    private static Settings settings(ServerConfig config, Backoff backoff) {
        return new Settings(
                config.store().writeTimeout(),
                config.execution().leaseMargin(),
                config.execution().removalGrace(),
                config.store().retentionAge(),
                config.store().retentionCount(),
                config.store().maxLogSize(),
                attemptsInMemory(),
                backoff);
    }

    private void watch(CatalogFile functions, Optional<CredentialsFile> credentials, Runnable ports) {
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "files"));
        stopping(watch, ExecutorService::shutdownNow);
        Runnable reload = () -> {
            credentials.ifPresent(CredentialsFile::refresh);
            if (functions.refresh()) {
                catalogChanged();
            }
        };
        watch.scheduleWithFixedDelay(reload, FILES_POLL_MILLIS, FILES_POLL_MILLIS, TimeUnit.MILLISECONDS);
        watch.scheduleWithFixedDelay(ports, 1, 1, TimeUnit.SECONDS);
    }

    private void catalogChanged() {
        try {
            runtime.serve(catalog);
        } catch (IOException e) {
            log.error("{}", e.getMessage());
        }
        engine.catalogChanged();
    }

    private static ChildSettings children(ServerConfig config) {
        return new ChildSettings(
                // Absolute, for each process works in the directory of its code.
                config.store().dataDir().toAbsolutePath().resolve("functions"),
                config.execution().idleInstanceTimeout(),
                config.execution().runFunctionsAs(),
                QUIET);
    }

    /** Where relative paths of the functions file begin. */
    private static Path directory(Optional<Path> functions) {
        return functions.map(file -> file.toAbsolutePath().getParent()).orElse(Path.of(""));
    }

    /** In half of the memory; the other half is for requests, and for all else. */
    private static int attemptsInMemory() {
        return (int)
                Math.min(Integer.MAX_VALUE, Math.max(1, Runtime.getRuntime().maxMemory() / 2 / BYTES_PER_ATTEMPT));
    }

    /** What requests under way have left of the time that the whole stop may take. */
    private Duration remaining(Duration drainTimeout) {
        Duration left = drainTimeout.minusNanos(System.nanoTime() - closedAt);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private <T> T stopping(T part, Stop<T> stop) {
        stops.push(() -> {
            stop.stop(part);
            return null;
        });
        return part;
    }

    /** Where it listens. */
    public URI uri() {
        return uri;
    }

    /** Where it serves operators, if it does. */
    Optional<URI> operatorUri() {
        return operatorUri;
    }

    /** The functions that it serves at this moment. */
    public FunctionCatalog catalog() {
        return catalog;
    }

    ServerConfig config() {
        return config;
    }

    Duration drainTimeout() {
        return drainTimeout;
    }

    int attemptsUnderWay() {
        return engine.attemptsUnderWay();
    }

    /** Ends the attempts of Java functions that have called {@code System.exit} as failed. */
    void failExiting() {
        runtime.failExiting();
    }

    /** Takes no new requests, lets what is under way end, and stops. What could not end is run at the next start. */
    @Override
    public void close() {
        closedAt = System.nanoTime();
        while (!stops.isEmpty()) {
            try {
                stops.pop().call();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                log.error("A part of the server failed to stop cleanly", e);
            }
        }
    }

    @FunctionalInterface
    private interface Stop<T> {
        void stop(T part) throws Exception;
    }
}
