package dev.functiongraph.async.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A reader of all servers' metrics, again and again, for the sums that must always be even. */
final class DriftWatch implements AutoCloseable {
    private static final Pattern DRIFT = Pattern.compile("(?m)^functiongraph_invocations_drift (\\S+)$");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private final Map<String, URI> servers = new ConcurrentHashMap<>();
    private final Set<Long> seen = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

    DriftWatch() {
        thread.scheduleWithFixedDelay(() -> servers.values().forEach(this::look), 200, 200, TimeUnit.MILLISECONDS);
    }

    void watch(String name, URI server) {
        servers.put(name, server);
    }

    private void look(URI server) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + "/metrics"))
                .timeout(Duration.ofSeconds(1))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            Matcher drift = DRIFT.matcher(answer.body());
            if (answer.statusCode() == 200 && drift.find()) {
                seen.add((long) Double.parseDouble(drift.group(1)));
            }
        } catch (IOException e) {
            // It is gone for the moment.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The different values so far. */
    Set<Long> seen() {
        return Set.copyOf(seen);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
