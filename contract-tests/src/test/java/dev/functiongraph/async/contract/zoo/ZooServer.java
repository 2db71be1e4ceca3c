package dev.functiongraph.async.contract.zoo;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** A server of a model on a free port, with a thread for each connection. */
final class ZooServer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final int BACKLOG = 200;
    /** Kept from connection to connection: a test run has a hundred thousand. */
    private static final Executor THREADS = Executors.newCachedThreadPool(ZooServer::daemon);

    private final ServerSocket socket;
    private final Model model;
    private final WireReader reader;
    private final WireWriter writer;

    private ZooServer(ServerSocket socket, Model model, WireReader reader, WireWriter writer) {
        this.socket = socket;
        this.model = model;
        this.reader = reader;
        this.writer = writer;
    }

    static ZooServer start(Model model, WireReader reader, WireWriter writer) throws IOException {
        ServerSocket socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        return start(new ZooServer(socket, model, reader, writer));
    }

    /** A correct one, behind TLS. */
    static ZooServer start(SSLContext tls) throws IOException {
        ServerSocket socket =
                tls.getServerSocketFactory().createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        return start(new ZooServer(socket, new Model(), new WireReader(), new WireWriter()));
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "zoo");
        thread.setDaemon(true);
        return thread;
    }

    private static ZooServer start(ZooServer server) {
        THREADS.execute(server::accept);
        return server;
    }

    URI uri() {
        String scheme = socket instanceof SSLServerSocket ? "https" : "http";
        return URI.create(scheme + "://" + socket.getInetAddress().getHostAddress() + ":" + socket.getLocalPort());
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                THREADS.execute(() -> serve(connection));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setSoTimeout(PATIENCE_MILLIS);
            connection.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(connection.getInputStream());
            OutputStream out = connection.getOutputStream();
            while (servesOne(in, out)) {
                // the next request of this connection
            }
            connection.shutdownOutput();
            while (reader.goesOn() && servesOne(in, OutputStream.nullOutputStream())) {
                // what nobody should do
            }
            // An answer would be lost if the connection were closed while something unread still comes.
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // the caller is gone
        }
    }

    /** @return whether the connection stays open */
    private boolean servesOne(InputStream in, OutputStream out) throws IOException {
        try {
            Incoming request = reader.read(in, out);
            if (request == null) {
                return false;
            }
            Reply reply = model.answer(request);
            if (reply == null) {
                return false;
            }
            writer.write(out, request, reply);
            return !writer.closes(request, reply);
        } catch (MalformedException e) {
            writer.write(out, null, Reply.error(e.status(), e.getMessage()));
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
