package dev.functiongraph.async.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A raw socket, so that tests see the request's own bytes and can answer with anything. One request per connection. */
final class StubServer implements AutoCloseable {

    static final String REQUEST_ID = "e834cb5b-1b2b-4c6b-b41c-8bd10fd41826";
    static final String ACCEPTED = "{\"request_id\":\"" + REQUEST_ID + "\"}";

    /** What to do once the request has been read whole. */
    interface Behavior {
        void answer(Socket socket) throws IOException;
    }

    record Request(String head, byte[] body) {
        String line() {
            return head.lines().findFirst().orElseThrow();
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** Completed once the client has closed a connection that the server held open. */
    final CompletableFuture<Void> hungUp = new CompletableFuture<>();

    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private final ServerSocket server;
    private final Behavior behavior;

    StubServer(Behavior behavior) throws IOException {
        this(0, behavior);
    }

    /** @param port 0 for any free one */
    StubServer(int port, Behavior behavior) throws IOException {
        this.behavior = behavior;
        server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "stub");
        thread.setDaemon(true);
        thread.start();
    }

    static StubServer accepting() throws IOException {
        return answering(202, "Content-Type: application/json", ACCEPTED);
    }

    /** Headers are one per line; the body's length and the end of the connection are added. */
    static StubServer answering(int status, String headers, String body) throws IOException {
        return new StubServer(socket -> write(socket, status, headers, body));
    }

    /** One behavior for each request, and the last one for all that follow. */
    static StubServer inTurn(Behavior... behaviors) throws IOException {
        Deque<Behavior> turns = new ArrayDeque<>(List.of(behaviors));
        return new StubServer(socket -> (turns.size() > 1 ? turns.remove() : turns.element()).answer(socket));
    }

    /** Sends these bytes, then waits until the client hangs up. */
    static StubServer stallingAfter(String bytes) throws IOException {
        CompletableFuture<Void> clientGone = new CompletableFuture<>();
        StubServer stub = new StubServer(socket -> {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
            try {
                while (socket.getInputStream().read() >= 0) {}
            } catch (IOException reset) {
                // hung up too
            }
            clientGone.complete(null);
        });
        clientGone.thenRun(() -> stub.hungUp.complete(null));
        return stub;
    }

    static void write(Socket socket, int status, String headers, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + status + " -\r\nContent-Length: " + bytes.length + "\r\nConnection: close\r\n"
                + (headers.isEmpty() ? "" : headers.replace("\n", "\r\n") + "\r\n") + "\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().write(bytes);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    int port() {
        return server.getLocalPort();
    }

    FunctionGraphAsyncClient client() {
        return FunctionGraphAsyncClient.builder().baseUri(uri()).build();
    }

    /** For tests of what ends an exchange, when it must not be the time limit. */
    FunctionGraphAsyncClient patientClient() {
        return FunctionGraphAsyncClient.builder()
                .baseUri(uri())
                .requestTimeout(Duration.ofHours(1))
                .build();
    }

    Request request() throws InterruptedException {
        Request request = requests.poll(30, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("no request arrived");
        }
        return request;
    }

    boolean hasMoreRequests() {
        return !requests.isEmpty();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                requests.add(read(socket.getInputStream()));
                behavior.answer(socket);
            } catch (IOException e) {
                // the client hung up, or the test is over
            }
        }
    }

    private static Request read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("end of connection in the head");
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        int length = text.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        return new Request(text, in.readNBytes(length));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
