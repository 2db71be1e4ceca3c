package dev.functiongraph.async.server;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An event container that records the request ids of its invocations, and answers when a test lets it. */
final class StubContainer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<String> requestIds = ConcurrentHashMap.newKeySet();
    private final CountDownLatch answering = new CountDownLatch(1);

    StubContainer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/init", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/invoke", exchange -> {
            requestIds.add(exchange.getRequestHeaders().getFirst("X-CFF-Request-Id"));
            try {
                answering.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    String entry(String name) {
        return "  - urn: " + TestFunctions.urn(name) + "\n    runtime: {type: container, url: \"http://127.0.0.1:"
                + server.getAddress().getPort() + "\"}\n    timeout: 60s\n    concurrency: 4\n";
    }

    void answer() {
        answering.countDown();
    }

    Set<String> requestIds() {
        return Set.copyOf(requestIds);
    }

    @Override
    public void close() {
        answer();
        server.stop(0);
        threads.shutdownNow();
    }
}
