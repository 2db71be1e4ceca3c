package dev.functiongraph.async.server.http;

import dev.functiongraph.async.server.config.HostAddress;
import dev.functiongraph.async.server.config.HttpConfig;
import dev.functiongraph.async.server.http.error.ClientTrouble;
import dev.functiongraph.async.server.http.tls.HandshakeFailures;
import dev.functiongraph.async.server.http.tls.ServerTls;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;

/** The address that clients connect to, with or without TLS. */
final class ClientConnector extends ServerConnector {
    /**
     * Waiting connections cost the server nothing; that the operating system has room for some spares them a
     * repetition.
     */
    private static final int MIN_ACCEPT_QUEUE = 1_024;
    /**
     * The operating system would take megabytes for each client that reads nothing, and have so many answers made in
     * vain.
     */
    private static final int SEND_BUFFER_BYTES = 128 << 10;

    private static final int MIN_THREADS_PER_SELECTOR = 8;

    private final HostAddress address;
    private final boolean secure;
    private final AddressLimit limit;
    private final ClientTrouble trouble;

    ClientConnector(Server jetty, HttpConfig config, int port, Optional<ServerTls> tls, ClientTrouble trouble) {
        super(
                jetty,
                new ConnectionExecutor(jetty.getThreadPool()),
                null,
                null,
                -1,
                selectors(config),
                protocols(config, tls));
        this.address = config.host();
        this.secure = tls.isPresent();
        this.limit = new AddressLimit(config.maxConnectionsPerAddress());
        this.trouble = trouble;
        addBean(new HandshakeFailures(trouble));
        setHost(address.name());
        setPort(port);
        setIdleTimeout(config.idleTimeout().toMillis());
        setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
        setAcceptQueueSize(Math.max(config.maxConnections(), MIN_ACCEPT_QUEUE));
    }

    /** Each takes a thread for itself, and accepts events on it. */
    private static int selectors(HttpConfig config) {
        return Math.min(Runtime.getRuntime().availableProcessors(), config.threads() / MIN_THREADS_PER_SELECTOR);
    }

    private static ConnectionFactory[] protocols(HttpConfig config, Optional<ServerTls> tls) {
        HttpConnectionFactory http = ClientConnection.factory(http(config, tls.isPresent()));
        return tls.<ConnectionFactory[]>map(own ->
                        new ConnectionFactory[] {new SslConnectionFactory(own.context(), http.getProtocol()), http})
                .orElse(new ConnectionFactory[] {http});
    }

    private static HttpConfiguration http(HttpConfig config, boolean secure) {
        HttpConfiguration http = new HttpConfiguration();
        if (secure) {
            // Whether the name in the certificate is the right one, the client knows.
            http.addCustomizer(new SecureRequestCustomizer(false));
        }
        http.setSendServerVersion(false);
        // The check of the URI refuses what Jetty would.
        http.setUriCompliance(UriCompliance.UNSAFE);
        http.setRequestHeaderSize(Math.toIntExact(config.maxHeaderSize()));
        return http;
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
        ClientEndPoint endPoint = new ClientEndPoint(channel, selector, key, getScheduler(), limit, trouble);
        endPoint.setIdleTimeout(getIdleTimeout());
        return endPoint;
    }

    /** Where it listens. */
    URI uri() {
        return URI.create((secure ? "https://" : "http://") + address.inUrl() + ":" + getLocalPort());
    }
}
