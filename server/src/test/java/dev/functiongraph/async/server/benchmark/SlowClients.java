package dev.functiongraph.async.server.benchmark;

import dev.functiongraph.async.server.TestServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Clients that send a byte a second: heads of requests, and bodies. One whose connection is closed opens another. */
final class SlowClients implements AutoCloseable {
    private static final int BODY_BYTES = 100_000;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final List<Client> clients = new ArrayList<>();

    SlowClients(URI server, int heads, int bodies) {
        InetSocketAddress address = new InetSocketAddress(server.getHost(), server.getPort());
        String request = "POST " + TestServer.path("noop") + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                + BODY_BYTES + "\r\n";
        for (int i = 0; i < heads; i++) {
            clients.add(new Client(address, request));
        }
        for (int i = 0; i < bodies; i++) {
            clients.add(new Client(address, request + "\r\n"));
        }
        thread.scheduleAtFixedRate(() -> clients.forEach(Client::send), 0, 1, TimeUnit.SECONDS);
    }

    /** Returns when each of them has had its turn. */
    void awaitAll() throws Exception {
        thread.submit(() -> {}).get(1, TimeUnit.MINUTES);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        clients.forEach(Client::close);
    }

    private static final class Client {
        private final InetSocketAddress address;
        private final ByteBuffer start;
        private final ByteBuffer more = ByteBuffer.wrap(new byte[] {'x'});
        private @Nullable SocketChannel channel;

        Client(InetSocketAddress address, String start) {
            this.address = address;
            this.start = ByteBuffer.wrap(start.getBytes(StandardCharsets.ISO_8859_1));
        }

        void send() {
            try {
                if (channel == null) {
                    channel = SocketChannel.open(address);
                    channel.write(start.rewind());
                } else {
                    channel.write(more.rewind());
                }
            } catch (IOException e) {
                close();
            }
        }

        void close() {
            try {
                if (channel != null) {
                    channel.close();
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } finally {
                channel = null;
            }
        }
    }
}
