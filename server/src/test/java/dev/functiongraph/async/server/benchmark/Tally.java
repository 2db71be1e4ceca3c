package dev.functiongraph.async.server.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** How many invocations of a server are in which state, by its {@code /metrics}. */
record Tally(URI server) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String PREFIX = "functiongraph_invocations_";

    long settled() throws IOException, InterruptedException {
        return sum("succeeded_total", "failed_total", "discarded_total");
    }

    long failed() throws IOException, InterruptedException {
        return sum("failed_total", "discarded_total");
    }

    /** What waits or runs. */
    long open() throws IOException, InterruptedException {
        return sum("waiting", "running");
    }

    private long sum(String... names) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/metrics")).build();
        String text = HTTP.send(request, BodyHandlers.ofString()).body();
        long sum = 0;
        for (String name : names) {
            sum += text.lines()
                    .filter(line -> line.startsWith(PREFIX + name + " "))
                    .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no " + name + " in " + text));
        }
        return sum;
    }
}
