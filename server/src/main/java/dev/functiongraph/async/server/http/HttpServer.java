package dev.functiongraph.async.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.functiongraph.async.server.config.HttpConfig;
import dev.functiongraph.async.server.credentials.CredentialsFile;
import dev.functiongraph.async.server.function.FunctionCatalog;
import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.http.docs.DocsResource;
import dev.functiongraph.async.server.http.docs.RootRedirect;
import dev.functiongraph.async.server.http.error.ClientTrouble;
import dev.functiongraph.async.server.http.error.ContractResponseFilter;
import dev.functiongraph.async.server.http.error.ErrorMapper;
import dev.functiongraph.async.server.http.error.ErrorWriter;
import dev.functiongraph.async.server.http.error.JsonErrorHandler;
import dev.functiongraph.async.server.http.metrics.MetricsResource;
import dev.functiongraph.async.server.http.request.Audience;
import dev.functiongraph.async.server.http.request.BufferLimit;
import dev.functiongraph.async.server.http.request.RequestPipeline;
import dev.functiongraph.async.server.http.request.TransferTime;
import dev.functiongraph.async.server.http.tls.ServerTls;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The contract's operations over HTTP/1.1: Jersey in Jetty. */
public final class HttpServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HttpServer.class);

    private static final int THREADS_PER_READ = 8;
    /** The largest of all answers, a page of 500 failures, fits in. */
    private static final long MIN_BUFFERS = 8 << 20;
    /** While a body is parsed it takes several times its own size. */
    private static final int HEAP_PER_BUFFERS = 16;

    private static final Duration MAX_READING_TIME = Duration.ofDays(1);

    private final Server jetty;
    private final ClientConnector connector;
    private final ClientTrouble trouble;

    private final Executor answers;
    private CompletableFuture<Handler> prepared = new CompletableFuture<>();

    private HttpServer(Server jetty, ClientConnector connector, ClientTrouble trouble) {
        this.jetty = jetty;
        this.connector = connector;
        this.trouble = trouble;
        this.answers =
                new LimitedExecutor(jetty.getThreadPool(), Runtime.getRuntime().availableProcessors());
    }

    /** Runs short tasks that do not block, after which requests are answered: as many at once as it has processors. */
    public Executor answers() {
        return answers;
    }

    /**
     * Binds a port of the address. Connections wait until {@link #start} is called, after one of the {@code prepare}.
     *
     * @param tls may be that of another port, too
     * @throws IOException if it cannot be bound, with the reason
     */
    public static HttpServer bind(HttpConfig config, int port, Optional<ServerTls> tls) throws IOException {
        OpenAddress.require(config);
        QueuedThreadPool threads = new QueuedThreadPool(config.threads());
        threads.setName("http");
        Server jetty = new Server(threads);
        ClientTrouble trouble = new ClientTrouble(System::nanoTime);
        ClientConnector connector = new ClientConnector(jetty, config, port, tls, trouble);
        jetty.addConnector(connector);
        jetty.addBean(new NetworkConnectionLimit(config.maxConnections(), jetty));
        try {
            connector.open();
        } catch (IOException e) {
            throw new IOException(BindFailure.text(config.host().name(), port, e), e);
        }
        OpenAddress.warn(config);
        return new HttpServer(jetty, connector, trouble);
    }

    /**
     * Builds in the background what answers callers, which takes as long as opening a store does.
     *
     * @param drainTimeout how long requests in progress may take when the server stops
     * @param catalog the functions of this moment
     * @param credentials empty: none are required
     * @param ids of the answers that belong to no invocation
     */
    public void prepare(
            HttpConfig config,
            Duration drainTimeout,
            Supplier<FunctionCatalog> catalog,
            InvocationsResource resource,
            MetricsResource metrics,
            Optional<CredentialsFile> credentials,
            Supplier<UUID> ids) {
        // Where credentials are required, not everybody may know which functions there are.
        DocsResource docs =
                new DocsResource(credentials.isPresent() ? Optional::empty : () -> exampleUrn(catalog.get()));
        prepare(config, drainTimeout, Audience.CALLERS, credentials, ids, resource, metrics, docs, new RootRedirect());
    }

    /** The same for operators, and nobody else. */
    public void prepare(
            HttpConfig config,
            Duration drainTimeout,
            InspectionResource resource,
            Optional<CredentialsFile> credentials,
            Supplier<UUID> ids) {
        prepare(config, drainTimeout, Audience.OPERATORS, credentials, ids, resource);
    }

    private void prepare(
            HttpConfig config,
            Duration drainTimeout,
            Audience audience,
            Optional<CredentialsFile> credentials,
            Supplier<UUID> ids,
            Object... resources) {
        ObjectMapper json = new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
        jetty.setStopTimeout(drainTimeout.toMillis());
        ErrorWriter errors = new ErrorWriter(json);
        jetty.setErrorHandler(new JsonErrorHandler(errors, ids));
        prepared = CompletableFuture.supplyAsync(
                () -> handlers(
                        config, jersey(config, json, errors, ids, resources), audience, credentials, errors, ids),
                HttpServer::inBackground);
    }

    private static void inBackground(Runnable task) {
        Thread thread = new Thread(task, "http-prepare");
        thread.setDaemon(true);
        thread.start();
    }

    /** Serves requests from now on. */
    public void start() throws IOException {
        jetty.setHandler(prepared.join());
        try {
            jetty.start();
        } catch (Exception e) {
            throw e instanceof IOException io ? io : new IOException(e);
        }
    }

    private static Optional<String> exampleUrn(FunctionCatalog catalog) {
        return catalog.definitions().stream()
                .filter(FunctionDefinition::enabled)
                .findFirst()
                .map(function -> function.urn().toString());
    }

    /** From the outermost on: what waits for the client, what refuses, what bounds, what answers. */
    private Handler handlers(
            HttpConfig config,
            Handler jersey,
            Audience audience,
            Optional<CredentialsFile> credentials,
            ErrorWriter errors,
            Supplier<UUID> ids) {
        BufferLimit buffers = new BufferLimit(config.maxBuffers().orElseGet(HttpServer::defaultBuffers));
        TransferTime reading = new TransferTime(MAX_READING_TIME, config.minDataRate());
        Handler handler = new BlockingRequests(new ReadLimit(config.threads() / THREADS_PER_READ, jersey));
        handler = new ResponseHandler(buffers, reading, errors, handler);
        handler = new RequestPipeline(config, audience, credentials, trouble, buffers, errors).inFrontOf(handler);
        return new GracefulHandler(new ClientEndPoint.Requests(new ResponseHeadHandler(ids, handler)));
    }

    private static long defaultBuffers() {
        return Math.max(MIN_BUFFERS, Runtime.getRuntime().maxMemory() / HEAP_PER_BUFFERS);
    }

    private static Handler jersey(
            HttpConfig http, ObjectMapper json, ErrorWriter errors, Supplier<UUID> ids, Object... resources) {
        ResourceConfig config = new ResourceConfig()
                .registerInstances(resources)
                .registerInstances(new ErrorMapper(ids), new ContractResponseFilter(), new JsonWriter(json))
                .property(ServerProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true)
                .property(ServerProperties.METAINF_SERVICES_LOOKUP_DISABLE, true)
                .property(ServerProperties.MOXY_JSON_FEATURE_DISABLE, true)
                .property(ServerProperties.JSON_PROCESSING_FEATURE_DISABLE, true)
                .property(ServerProperties.BV_FEATURE_DISABLE, true)
                .property(ServerProperties.WADL_FEATURE_DISABLE, true)
                // Behind a proxy the server does not know its own address.
                .property(ServerProperties.LOCATION_HEADER_RELATIVE_URI_RESOLUTION_DISABLED, true);
        RequestPipeline.register(http, config);
        return new JerseyHandler(config, errors);
    }

    /** The address on which it listens. */
    public URI uri() {
        return connector.uri();
    }

    /** Logs what clients did wrong; to be called every second or so. */
    public void reportTrouble() {
        trouble.report();
    }

    /** Takes no new requests, and lets those in progress finish within the drain timeout. */
    @Override
    public void close() {
        try {
            jetty.stop();
            connector.close();
        } catch (TimeoutException e) {
            log.warn("Requests that were still in progress after {} ms were aborted", jetty.getStopTimeout());
        } catch (Exception e) {
            throw new IllegalStateException("Jetty did not stop", e);
        }
    }
}
