package dev.functiongraph.async.server;

import com.fasterxml.uuid.Generators;
import dev.functiongraph.async.server.config.ExecutionConfig;
import dev.functiongraph.async.server.config.HttpConfig;
import dev.functiongraph.async.server.config.ServerConfig;
import dev.functiongraph.async.server.credentials.CredentialsFile;
import dev.functiongraph.async.server.function.CatalogFile;
import dev.functiongraph.async.server.function.CatalogReader;
import dev.functiongraph.async.server.function.FunctionCatalog;
import dev.functiongraph.async.server.function.InvalidCatalogException;
import dev.functiongraph.async.server.http.HttpServer;
import dev.functiongraph.async.server.http.InspectionResource;
import dev.functiongraph.async.server.http.InvocationsResource;
import dev.functiongraph.async.server.http.metrics.MetricsResource;
import dev.functiongraph.async.server.http.tls.ServerTls;
import dev.functiongraph.async.server.invocation.Backlog;
import dev.functiongraph.async.server.invocation.Backoff;
import dev.functiongraph.async.server.invocation.FunctionRuntime;
import dev.functiongraph.async.server.invocation.InvocationEngine;
import dev.functiongraph.async.server.invocation.InvocationStore;
import dev.functiongraph.async.server.process.RequestLogFilter;
import dev.functiongraph.async.server.runtime.HandlerClasses;
import dev.functiongraph.async.server.runtime.RuntimeRouter;
import dev.functiongraph.async.server.store.Stores;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server. Thread-safe. */
public final class FunctionGraphServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FunctionGraphServer.class);
    private static final Duration FILES_POLL = Duration.ofMillis(250);
    private static final Duration PORTS_POLL = Duration.ofSeconds(1);

    private final StartedParts parts = new StartedParts();
    private volatile FunctionCatalog catalog;
    private RuntimeRouter runtime;
    private InvocationStore store;
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
        Optional<ServerTls> tls = ServerTls.of(config.http());
        HttpServer http = parts.add(HttpServer.bind(config.http(), config.http().port(), tls), HttpServer::close);
        Optional<HttpServer> operators = operators(config.http(), tls);
        prepare(http, operators, credentials, ids);

        runtime = parts.add(new RuntimeRouter(PartSettings.children(config), classes), FunctionRuntime::close);
        CatalogFile functions = CatalogFile.open(
                execution.functions(),
                new CatalogReader(
                        runtime::problem, execution.maxConcurrency(), PartSettings.directory(execution.functions())),
                System::nanoTime,
                read -> catalog = read);
        Backoff backoff = new Backoff(execution.retryBase(), execution.retryCap(), new SecureRandom());
        Backlog backlog = new Backlog(execution.maxFunctionBacklog(), execution.maxBacklog());
        store = parts.add(
                stores.open(
                        PartSettings.location(config.store()),
                        new InvocationStore.Settings(
                                backlog, config.store().minFreeDisk(), backoff, urn -> catalog.isInProcess(urn)),
                        PartSettings.node(config.store(), http.uri()),
                        Stores.partition(config.store().retentionAge())),
                InvocationStore::close);

        engine = new InvocationEngine(
                this::catalog,
                store,
                observed.apply(runtime),
                PartSettings.engine(config, backoff),
                ids,
                http.answers());
        parts.add(engine, running -> running.drain(remaining(drainTimeout)));
        parts.add(http, HttpServer::close);
        parts.add(engine, InvocationEngine::stopClaiming);
        http.start();
        if (operators.isPresent()) {
            operators.get().start();
            operatorUri = operators.map(HttpServer::uri);
            log.info("Operators are served at {}", operators.get().uri());
        }
        uri = http.uri();
        runtime.serve(catalog);
        engine.start();
        PeriodicTasks periodic = parts.add(new PeriodicTasks(), PeriodicTasks::close);
        periodic.every(FILES_POLL, () -> {
            credentials.ifPresent(CredentialsFile::refresh);
            if (functions.refresh()) {
                catalogChanged();
            }
        });
        periodic.every(PORTS_POLL, () -> {
            tls.ifPresent(ServerTls::refresh);
            http.reportTrouble();
            operators.ifPresent(HttpServer::reportTrouble);
        });
    }

    private void prepare(
            HttpServer http,
            Optional<HttpServer> operators,
            Optional<CredentialsFile> credentials,
            Supplier<UUID> ids) {
        http.prepare(
                config.http(),
                drainTimeout,
                this::catalog,
                new InvocationsResource(() -> engine),
                new MetricsResource(() -> store.records()),
                credentials,
                ids);
        operators.ifPresent(port ->
                port.prepare(config.http(), drainTimeout, new InspectionResource(() -> engine), credentials, ids));
    }

    private Optional<HttpServer> operators(HttpConfig http, Optional<ServerTls> tls) throws IOException {
        return http.operatorPort().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        parts.add(HttpServer.bind(http, http.operatorPort().get(), tls), HttpServer::close));
    }

    private static Optional<CredentialsFile> credentials(HttpConfig http) throws IOException {
        if (http.credentialsFile().isEmpty()) {
            return Optional.empty();
        }
        RequestLogFilter.install();
        return Optional.of(CredentialsFile.open(http.credentialsFile().get(), System::nanoTime, Clock.systemUTC()));
    }

    private void catalogChanged() {
        try {
            runtime.serve(catalog);
        } catch (IOException e) {
            log.error("{}", e.getMessage());
        }
        engine.catalogChanged();
    }

    /** What requests under way have left of the time that the whole stop may take. */
    private Duration remaining(Duration drainTimeout) {
        Duration left = drainTimeout.minusNanos(System.nanoTime() - closedAt);
        return left.isNegative() ? Duration.ZERO : left;
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
        parts.close();
    }
}
