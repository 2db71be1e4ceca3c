package dev.functiongraph.async.contract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An event container that never answers an invocation, and sees when its caller closes the connection. */
final class HeldContainer implements AfterAllCallback {
    private static final int PATIENCE_SECONDS = 30;
    private static final String LENGTH = "content-length:";

    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CompletableFuture<Void> invoked = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    private HeldContainer() throws IOException {
        listening = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        threads.execute(this::listen);
    }

    static HeldContainer open() {
        try {
            return new HeldContainer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An entry of functions.yaml, with a timeout that no test reaches. */
    String entry(String urn) {
        String url = "http://127.0.0.1:" + listening.getLocalPort();
        return "  - urn: " + urn + "\n    runtime: {type: container, url: \"" + url + "\"}\n    timeout: 1h\n";
    }

    private void listen() {
        try {
            while (true) {
                Socket socket = listening.accept();
                threads.execute(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                boolean invocation = line.startsWith("POST /invoke ");
                passOver(in);
                if (invocation) {
                    invoked.complete(null);
                    awaitClose(in);
                    return;
                }
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            // A connection that breaks before it was used for an invocation.
        }
    }

    /** Reads the rest of a request, whose body is in ASCII. */
    private static void passOver(BufferedReader in) throws IOException {
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Integer.parseInt(line.substring(LENGTH.length()).strip());
            }
        }
        for (int i = 0; i < length; i++) {
            in.read();
        }
    }

    private void awaitClose(BufferedReader in) {
        try {
            if (in.read() < 0) {
                closed.complete(null);
            }
        } catch (IOException e) {
            closed.complete(null);
        }
    }

    void awaitInvocation() throws Exception {
        await(invoked, "the container was not invoked");
    }

    void awaitClose() throws Exception {
        await(closed, "the container's connection was not closed");
    }

    private static void await(CompletableFuture<Void> event, String otherwise) throws Exception {
        try {
            event.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(otherwise, e);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        listening.close();
        threads.shutdownNow();
    }
}
