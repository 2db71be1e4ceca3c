package dev.functiongraph.async.server.runtime.child;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The HTTP server of the runtime API, on the loopback. Each instance has a port of its own, for real programs say
 * nothing else that would tell one from another. Thread-safe.
 */
final class RuntimeApi implements AutoCloseable {
    private static final int MAX_THREADS = 64;
    /** A program may keep a connection while its function runs. */
    private static final Duration IDLE_LIMIT = Duration.ofHours(1);

    private final Map<Integer, Port> ports = new ConcurrentHashMap<>();
    private final Server jetty;
    private final ServerConnector connector;

    RuntimeApi() {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 2);
        threads.setName("runtime-api");
        threads.setDaemon(true);
        jetty = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setUriCompliance(UriCompliance.UNSAFE);
        connector = new ServerConnector(jetty, null, null, null, 0, 1, new HttpConnectionFactory(http));
        connector.setHost(loopback().getHostAddress());
        connector.setIdleTimeout(IDLE_LIMIT.toMillis());
        jetty.addConnector(connector);
        jetty.setHandler(new RuntimeApiHandler(ports));
        try {
            jetty.start();
        } catch (Exception e) {
            throw new IllegalStateException("the runtime API does not start", e);
        }
    }

    private static InetAddress loopback() {
        return InetAddress.getLoopbackAddress();
    }

    /** A port of one instance. */
    interface Port {
        /** The instance's guard, once there is one; 0 before. */
        long guardPid();

        void asked(HeldRequest request);

        void answered(String requestId, byte[] body);

        void failed(String requestId, byte[] body);
    }

    /** Opens a port; closing the result closes it. */
    Address open(Port port) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        channel.bind(new InetSocketAddress(loopback(), 0));
        channel.configureBlocking(false);
        InetSocketAddress address = (InetSocketAddress) channel.getLocalAddress();
        ports.put(address.getPort(), port);
        AutoCloseable acceptor = connector.getSelectorManager().acceptor(channel);
        return new Address(address.getHostString() + ":" + address.getPort(), () -> {
            ports.remove(address.getPort());
            acceptor.close();
            channel.close();
        });
    }

    /** @param text host and port, as in {@code RUNTIME_API_ADDR} */
    record Address(String text, AutoCloseable opened) implements AutoCloseable {
        @Override
        public void close() {
            try {
                opened.close();
            } catch (Exception e) {
                throw new IllegalStateException("a port of the runtime API does not close", e);
            }
        }
    }

    @Override
    public void close() {
        try {
            jetty.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the runtime API does not stop", e);
        }
    }
}
