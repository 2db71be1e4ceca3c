package dev.functiongraph.async.client.benchmark;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.functiongraph.async.client.FunctionGraphAsyncClient;
import dev.functiongraph.async.client.FunctionHandle;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Load that comes from the client, or from a bare {@link HttpClient}: {@code client|bare SERVER PROJECT FUNCTION
 * THREADS EVENT}. Each line of its input is a number of milliseconds; for so long, threads send the event and wait for
 * the answer, and then it says how many were accepted and how many were not.
 */
public final class ClientLoad {
    private final LongAdder accepted = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final Callable<Boolean> request;

    private ClientLoad(Callable<Boolean> request) {
        this.request = request;
    }

    public static void main(String[] arguments) throws Exception {
        URI server = URI.create(arguments[1]);
        String event = arguments[5];
        Callable<Boolean> request = arguments[0].equals("client")
                ? client(server, arguments[2], arguments[3], event)
                : bare(server, arguments[2], arguments[3], event);
        ClientLoad load = new ClientLoad(request);
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            System.out.println("done " + load.run(Long.parseLong(line), Integer.parseInt(arguments[4])));
        }
        System.exit(0);
    }

    private static Callable<Boolean> client(URI server, String project, String function, String event)
            throws Exception {
        Map<String, String> content = new ObjectMapper().readValue(event, new TypeReference<>() {});
        FunctionHandle handle = FunctionGraphAsyncClient.builder()
                .baseUri(server)
                .build()
                .project(project)
                .function(function);
        return () -> handle.invoke(content).requestId() != null;
    }

    private static Callable<Boolean> bare(URI server, String project, String function, String event) {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest post = HttpRequest.newBuilder(
                        server.resolve("/v2/" + project + "/fgs/functions/" + function + "/invocations-async"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(event))
                .build();
        return () -> {
            HttpResponse<String> answer = http.send(post, BodyHandlers.ofString());
            return answer.statusCode() == 202;
        };
    }

    private String run(long millis, int threads) throws InterruptedException {
        long acceptedBefore = accepted.sum();
        long errorsBefore = errors.sum();
        long end = System.nanoTime() + millis * 1_000_000;
        ExecutorService callers = Executors.newFixedThreadPool(threads);
        for (int i = 0; i < threads; i++) {
            callers.execute(() -> sendUntil(end));
        }
        callers.shutdown();
        callers.awaitTermination(1, TimeUnit.HOURS);
        return (accepted.sum() - acceptedBefore) + " " + (errors.sum() - errorsBefore);
    }

    private void sendUntil(long end) {
        while (System.nanoTime() < end) {
            try {
                (request.call() ? accepted : errors).increment();
            } catch (Exception e) {
                errors.increment();
                e.printStackTrace();
            }
        }
    }
}
