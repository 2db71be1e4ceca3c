package dev.functiongraph.async.server.runtime;

import java.net.URI;
import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.ProcessingProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The connections to all containers: plain HTTP/1.1 that follows no redirect and decodes nothing. They are not pooled
 * by the HTTP client, because whoever sends must know whether a connection was used before. Thread-safe.
 */
final class ContainerConnections implements AutoCloseable {
    /** For each address of a name: short, because a name may have several. */
    static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);
    /** Shorter than the time after which web servers close an idle connection; gunicorn's 2 s is the shortest known. */
    private static final Duration IDLE_LIMIT = Duration.ofSeconds(1);

    private static final int MAX_THREADS = 8;
    private static final int MAX_HEADER_BYTES = 64 * 1024;

    private final Map<Destination, Deque<Connection>> idle = new ConcurrentHashMap<>();
    private final NameLookup names;
    private final HttpClient http;

    ContainerConnections(NameLookup names) {
        this.names = names;
        AddressConnector connector = new AddressConnector();
        connector.setSelectors(1);
        http = new HttpClient(new HttpClientTransportOverHTTP(connector));
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 1);
        threads.setName("container");
        threads.setDaemon(true);
        http.setExecutor(threads);
        http.setSocketAddressResolver(names);
        http.setConnectTimeout(CONNECT_LIMIT.toMillis());
        http.setIdleTimeout(IDLE_LIMIT.toMillis());
        http.setMaxResponseHeadersSize(MAX_HEADER_BYTES);
        // A function fails by its status, not by the style of its web server.
        http.setHttpCompliance(HttpCompliance.LEGACY);
        http.setFollowRedirects(false);
        http.setHttpCookieStore(new HttpCookieStore.Empty());
        http.setUserAgentField(null);
        try {
            http.start();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP client for containers does not start", e);
        }
        http.getContentDecoderFactories().clear();
        http.getProtocolHandlers().clear();
        http.getProtocolHandlers().put(new InterimAnswers());
    }

    Request newRequest(URI uri) {
        return http.newRequest(uri);
    }

    Destination destination(Request request) {
        return http.resolveDestination(request);
    }

    /** Opens a new connection, to the first address of the name that can be connected to. */
    CompletableFuture<Connection> open(Destination destination) {
        CompletableFuture<Connection> opened = new CompletableFuture<>();
        try {
            destination.newConnection(Promise.from(opened));
        } catch (RuntimeException | OutOfMemoryError e) {
            opened.completeExceptionally(e);
        }
        return opened.thenApply(connection -> {
            ((org.eclipse.jetty.io.Connection) connection).addEventListener(forgotten(destination, connection));
            return connection;
        });
    }

    private org.eclipse.jetty.io.Connection.Listener forgotten(Destination destination, Connection connection) {
        return new org.eclipse.jetty.io.Connection.Listener() {
            @Override
            public void onClosed(org.eclipse.jetty.io.Connection closed) {
                kept(destination).remove(connection);
            }
        };
    }

    /** A connection that was used before and, as far as is known, is still open; the last one used comes first. */
    Optional<Connection> reuse(Destination destination) {
        Connection connection = kept(destination).poll();
        while (connection != null && connection.isClosed()) {
            connection = kept(destination).poll();
        }
        return Optional.ofNullable(connection);
    }

    /** @param usable whether it is in the state of an HTTP connection that waits for a request */
    void keep(Destination destination, Connection connection, boolean usable) {
        if (!usable) {
            connection.close();
        } else if (!connection.isClosed()) {
            kept(destination).push(connection);
        }
    }

    private Deque<Connection> kept(Destination destination) {
        return idle.computeIfAbsent(destination, any -> new ConcurrentLinkedDeque<>());
    }

    @Override
    public void close() {
        names.close();
        try {
            http.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP client for containers does not stop", e);
        }
    }

    /** All interim answers are skipped, not only those whose meaning is known. */
    private static final class InterimAnswers extends ProcessingProtocolHandler {
        @Override
        public boolean accept(Request request, Response response) {
            return HttpStatus.isInterim(response.getStatus());
        }
    }
}
