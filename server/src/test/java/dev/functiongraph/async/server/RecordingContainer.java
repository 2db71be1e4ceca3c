package dev.functiongraph.async.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An event container that records all its invocations, and in which life of the server: each life has an address of its
 * own. Most of its answers are quick successes; by the seed some are failures, and some come late.
 */
final class RecordingContainer implements AutoCloseable {
    private final long seed;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Collection<Seen>> seen = new ConcurrentHashMap<>();

    /** @param event the body, which a caller made and which tells requests apart */
    record Seen(int life, int attempt, String event, int answer) {
        boolean succeeded() {
            return answer == 200;
        }
    }

    RecordingContainer(long seed) throws IOException {
        this.seed = seed;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** An entry of functions.yaml for one life of the server; {@code more} is a further line. */
    String entry(String name, int life, String more) {
        return ("  - urn: %s%n    runtime: {type: container, url: \"http://127.0.0.1:%d/%d\"}%n"
                        + "    timeout: 60s%n    %s%n")
                .formatted(TestFunctions.urn(name), server.getAddress().getPort(), life, more);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/");
        String event = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int answer = 200;
        if (path[2].equals("invoke")) {
            String id = exchange.getRequestHeaders().getFirst("X-CFF-Request-Id");
            int attempt = Integer.parseInt(exchange.getRequestHeaders().getFirst("X-CFF-Attempt"));
            Random random = new Random(seed ^ (event + attempt).hashCode());
            answer = random.nextInt(6) == 0 ? 500 : 200;
            Seen now = new Seen(Integer.parseInt(path[1]), attempt, event, answer);
            seen.computeIfAbsent(id, any -> new ConcurrentLinkedQueue<>()).add(now);
            if (random.nextInt(20) == 0) {
                takeTime(random.nextInt(150));
            }
        }
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
    }

    private static void takeTime(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** By request id, each in the order of arrival. */
    Map<String, Collection<Seen>> seen() {
        return Map.copyOf(seen);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
