package dev.functiongraph.async.server.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A container on raw sockets. A script says what it does on each connection, which is closed when the script ends. */
public final class ScriptedContainer implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CompletableFuture<Void> accepting;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Wire> wires = new CopyOnWriteArrayList<>();

    @FunctionalInterface
    public interface Script {
        void serve(Wire wire) throws Exception;
    }

    public ScriptedContainer(Script script) throws IOException {
        this(InetAddress.getByName("127.0.0.1"), 0, script);
    }

    ScriptedContainer(InetAddress address, int port, Script script) throws IOException {
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(address, port), 1_000);
        accepting = CompletableFuture.runAsync(
                () -> {
                    try {
                        for (int number = 1; ; number++) {
                            Wire wire = new Wire(number, listener.accept());
                            wires.add(wire);
                            threads.execute(() -> wire.serve(script));
                        }
                    } catch (IOException e) {
                        // It was closed.
                    }
                },
                threads);
    }

    /** All requests so far, each with the number of its connection, such as {@code 1 /init}. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    int port() {
        return listener.getLocalPort();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** Ends all connections, as a process does that is killed, and listens no more. */
    @Override
    public void close() throws IOException {
        listener.close();
        // Until then the port is open.
        accepting.join();
        for (Wire wire : wires) {
            wire.socket.close();
        }
        threads.shutdownNow();
    }

    /** The container's end of one connection. */
    public final class Wire {
        final int number;
        private final Socket socket;
        private final InputStream in;
        private byte[] body = {};

        private Wire(int number, Socket socket) throws IOException {
            this.number = number;
            this.socket = socket;
            this.in = socket.getInputStream();
        }

        private void serve(Script script) {
            try (socket) {
                script.serve(this);
            } catch (Exception e) {
                // The other end closed it, or the test ended.
            }
        }

        /** Reads a whole request and returns its path; fails at the end of the connection. */
        public String request() throws IOException {
            String head = head();
            body = in.readNBytes(Integer.parseInt(head.replaceAll("(?is).*content-length: (\\d+).*", "$1")));
            return head.split(" ")[1];
        }

        /** Of the request that was read last. */
        public byte[] body() {
            return body;
        }

        String head() throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append(character());
            }
            requests.add(number + " " + head.toString().split(" ")[1]);
            return head.toString();
        }

        public char character() throws IOException {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed");
            }
            return (char) next;
        }

        public Wire answer(int status, String text) throws IOException {
            return send("HTTP/1.1 " + status + " x\r\nContent-Length: " + text.length() + "\r\n\r\n" + text);
        }

        public Wire send(String bytes) throws IOException {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        }

        /** Serves requests with the result {@code done} until the other end closes. */
        void answerAll() throws IOException {
            while (true) {
                request();
                answer(200, "done");
            }
        }

        /** Ends the connection with a reset. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }
}
