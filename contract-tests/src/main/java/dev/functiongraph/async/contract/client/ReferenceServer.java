package dev.functiongraph.async.contract.client;

import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.wire.IncomingRequest;
import dev.functiongraph.async.contract.wire.RequestReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The server that a client meets in one trial. It answers the requests with the replies of a script, in the order in
 * which they arrive, whatever they ask for; the last reply is repeated. It keeps the requests and their times. In a
 * script {@code {port}} stands for its port.
 */
final class ReferenceServer implements AutoCloseable {
    private static final int BACKLOG = 50;
    private static final long GRACE_NANOS = 200_000_000;
    private static final long JOIN_NANOS = 2_000_000_000;
    private static final int POLL_MILLIS = 20;

    private final ServerSocket socket;
    private final List<Reply> script;
    private final List<ServedRequest> turns = new ArrayList<>();
    private final List<Socket> connections = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private boolean over;
    private boolean closed;

    private ReferenceServer(List<Reply> script) throws IOException {
        this.socket = new ServerSocket(0, BACKLOG, InetAddress.getByName("127.0.0.1"));
        this.script = script;
    }

    static ReferenceServer start(List<Reply> script) throws IOException {
        ReferenceServer server = new ReferenceServer(script);
        server.start(server::accept);
        return server;
    }

    private synchronized void start(Runnable task) {
        Thread thread = new Thread(task, "reference-server");
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    /** @param path of the base URL, without a slash at its end; may be empty */
    URI base(String path) {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + path);
    }

    /** Accepts connections until the case is over. */
    private void accept() {
        try {
            socket.setSoTimeout(POLL_MILLIS);
            while (true) {
                try {
                    Socket connection = socket.accept();
                    if (keep(connection)) {
                        start(() -> serve(connection));
                    } else {
                        connection.close();
                    }
                } catch (SocketTimeoutException e) {
                    if (isOver()) {
                        return;
                    }
                }
            }
        } catch (IOException e) {
            // closed
        }
    }

    private synchronized boolean isOver() {
        return over;
    }

    private synchronized boolean keep(Socket connection) {
        connections.add(connection);
        return !closed;
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(connection.getInputStream());
            OutputStream out = connection.getOutputStream();
            Optional<IncomingRequest> incoming = new RequestReader(in, out).read();
            while (incoming.isPresent() && serve(connection, incoming.get())) {
                incoming = new RequestReader(in, out).read();
            }
        } catch (IOException e) {
            // The client is gone, or the case is over.
        }
    }

    /** @return whether another request may follow */
    private boolean serve(Socket connection, IncomingRequest incoming) throws IOException {
        // Kept before it is answered: a client may be gone with the last byte of the answer.
        ServedRequest turn = keep(incoming, System.nanoTime());
        return ReplyWriter.write(connection, turn.reply(), turn.delivery()) && !incoming.closes();
    }

    private synchronized ServedRequest keep(IncomingRequest incoming, long arrived) {
        Reply reply = script.get(Math.min(turns.size(), script.size() - 1));
        Headers headers = new Headers(reply.answer().headers().fields().stream()
                .map(field -> new Headers.Field(
                        field.name(), field.value().replace("{port}", Integer.toString(socket.getLocalPort()))))
                .toList());
        Delivery delivery = reply.delivery().to(incoming.message().version());
        ServedRequest turn =
                new ServedRequest(incoming, arrived, reply.withHeaders(headers), delivery, System.nanoTime());
        turns.add(turn);
        return turn;
    }

    /** Ends all connections, and returns what came. What a client left behind when it went is read before. */
    List<ServedRequest> end() throws IOException, InterruptedException {
        synchronized (this) {
            over = true;
        }
        join(GRACE_NANOS);
        close();
        join(JOIN_NANOS);
        return turns();
    }

    /** Also those that are started meanwhile. */
    private void join(long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        int joined = 0;
        for (List<Thread> all = started(); joined < all.size(); all = started()) {
            // At least 1, because 0 means no limit.
            all.get(joined++).join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        }
    }

    private synchronized List<Thread> started() {
        return List.copyOf(threads);
    }

    private synchronized List<ServedRequest> turns() {
        return List.copyOf(turns);
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        socket.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
