package dev.functiongraph.async.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Concurrent callers, who send one request after another to the current server, cancel some, and record the answers.
 * Each request bears an event of its own.
 */
final class Callers implements AutoCloseable {
    private static final int CANCEL_ONE_IN = 16;

    /** By event: what was accepted, with its request id. */
    final Map<String, String> accepted = new ConcurrentHashMap<>();
    /** By event: what was answered with 503. */
    final Set<String> refused = ConcurrentHashMap.newKeySet();
    /** By event: where no answer came. */
    final Set<String> unanswered = ConcurrentHashMap.newKeySet();
    /** By event: what was answered with 500, which says nothing about whether it was accepted. */
    final Set<String> unknown = ConcurrentHashMap.newKeySet();
    /** By request id: the end that the answer to a cancellation told. */
    final Map<String, String> canceled = new ConcurrentHashMap<>();
    /** By request id: what a cancellation was sent for, answered or not. */
    final Set<String> cancelSent = ConcurrentHashMap.newKeySet();
    /** Answers that should never come. */
    final Set<String> strange = ConcurrentHashMap.newKeySet();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<?>> running = new ArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicReference<Life> life = new AtomicReference<>(new Life());
    private final String padding;
    private final String[] functions;
    private volatile boolean stopped;

    /** One server, until it no longer answers. */
    private static final class Life {
        final CompletableFuture<URI> listening = new CompletableFuture<>();
        final CompletableFuture<Void> over = new CompletableFuture<>();
    }

    Callers(int count, int eventBytes, String... functions) {
        this.padding = "x".repeat(eventBytes);
        this.functions = functions;
        for (int i = 0; i < count; i++) {
            running.add(threads.submit(this::call));
        }
    }

    /** From now on there is a server, here. */
    void sendTo(URI server) {
        life.get().listening.complete(server);
    }

    /** The server is gone: who got no answer waits for the next one. */
    void serverIsGone() {
        Life gone = life.getAndSet(new Life());
        gone.over.complete(null);
        gone.listening.cancel(false);
    }

    private Void call() throws Exception {
        while (!stopped) {
            Life current = life.get();
            URI server = current.listening.handle((uri, gone) -> uri).get();
            if (server != null && !stopped && !request(server)) {
                current.over.get();
            }
        }
        return null;
    }

    private boolean request(URI server) throws InterruptedException {
        int number = numbers.incrementAndGet();
        String event = "{\"n\":\"" + number + "\",\"padding\":\"" + padding + "\"}";
        String function = functions[number % functions.length];
        try {
            HttpResponse<String> answer = post(server + TestServer.path(function), event);
            if (answer.statusCode() == 202) {
                String id = answer.headers().firstValue("X-Request-Id").orElseThrow();
                accepted.put(event, id);
                if (number % CANCEL_ONE_IN == 0) {
                    cancel(server, function, id);
                }
            } else if (answer.statusCode() == 503) {
                refused.add(event);
            } else if (answer.statusCode() == 500) {
                unknown.add(event);
            } else {
                strange.add(answer.statusCode() + " " + answer.body());
            }
            return true;
        } catch (IOException e) {
            if (!accepted.containsKey(event)) {
                unanswered.add(event);
            }
            return false;
        }
    }

    private void cancel(URI server, String function, String id) throws IOException, InterruptedException {
        cancelSent.add(id);
        String path = TestServer.path(function).replace("invocations-async", "cancel");
        HttpResponse<String> answer = post(server + path, "{\"request_id\":\"" + id + "\"}");
        if (answer.statusCode() == 200) {
            canceled.put(id, answer.body().replaceAll(".*\"status\":\"([A-Z]+)\".*", "$1"));
        } else if (answer.statusCode() != 503 && answer.statusCode() != 500) {
            strange.add("canceling: " + answer.statusCode() + " " + answer.body());
        }
    }

    private HttpResponse<String> post(String uri, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    /** Returns when every caller has its last answer. */
    void stop() throws Exception {
        stopped = true;
        serverIsGone();
        for (Future<?> caller : running) {
            caller.get(60, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
