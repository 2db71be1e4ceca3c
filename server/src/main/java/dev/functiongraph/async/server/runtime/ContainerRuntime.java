package dev.functiongraph.async.server.runtime;

import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.function.RuntimeDefinition;
import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.ErrorCode;
import dev.functiongraph.async.server.invocation.Outcome;
import java.io.ByteArrayOutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Runs functions in event containers, by FunctionGraph's documented protocol: {@code POST /init} once, then {@code POST
 * /invoke} for each event, with the event as body and the context in {@code X-CFF-*} headers.
 *
 * <p>The documents do not say how a container signals failure. Here 2xx is success; 429, 503 and a connection that cannot
 * be made mean that it could not be run; anything else is the function's failure.
 */
final class ContainerRuntime {
    /** Short, because it counts within the function's time. */
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);
    /** FunctionGraph's own for an initializer. */
    private static final Duration INIT_LIMIT = Duration.ofSeconds(300);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .build();
    private final Map<URI, CompletableFuture<Void>> initialized = new ConcurrentHashMap<>();

    CompletableFuture<Outcome> invoke(
            FunctionDefinition function, RuntimeDefinition.Container container, Attempt attempt) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        initialized(function, container, attempt).whenComplete((ready, failure) -> {
            if (failure != null) {
                outcome.complete(new Outcome.Unavailable("the container is not ready: its /init failed"));
            } else if (!outcome.isDone()) {
                exchange(outcome, function, container, attempt);
            }
        });
        return outcome;
    }

    /** Sends the event; the function's time runs from here on. With the outcome, however it came about, the exchange ends. */
    private void exchange(
            CompletableFuture<Outcome> outcome,
            FunctionDefinition function,
            RuntimeDefinition.Container container,
            Attempt attempt) {
        CompletableFuture<HttpResponse<byte[]>> exchange =
                http.sendAsync(request(function, container, "/invoke", attempt), response -> boundedBody());
        exchange.whenComplete(
                (answer, failure) -> outcome.complete(failure == null ? outcome(answer) : failed(container, failure)));
        outcome.completeOnTimeout(Results.timedOut(function), function.timeout().toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((ended, failure) -> exchange.cancel(true));
    }

    private CompletableFuture<Void> initialized(
            FunctionDefinition function, RuntimeDefinition.Container container, Attempt attempt) {
        CompletableFuture<Void> ready =
                initialized.computeIfAbsent(container.url(), url -> initialize(function, container, attempt));
        return ready.whenComplete((done, failure) -> {
            if (failure != null) {
                initialized.remove(container.url(), ready);
            }
        });
    }

    private CompletableFuture<Void> initialize(
            FunctionDefinition function, RuntimeDefinition.Container container, Attempt attempt) {
        HttpRequest request = HttpRequest.newBuilder(
                        request(function, container, "/init", attempt), (name, value) -> true)
                .POST(BodyPublishers.noBody())
                .build();
        return http.sendAsync(request, response -> BodySubscribers.discarding())
                .orTimeout(INIT_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .thenAccept(response -> {
                    int status = response.statusCode();
                    // The operation is optional: a container without it says 404 or 405.
                    if (status / 100 != 2 && status != 404 && status != 405) {
                        throw new IllegalStateException("/init was answered " + status);
                    }
                });
    }

    private static HttpRequest request(
            FunctionDefinition function, RuntimeDefinition.Container container, String path, Attempt attempt) {
        FunctionUrn urn = attempt.invocation().function();
        return HttpRequest.newBuilder(URI.create(container.url().toString().replaceAll("/$", "") + path))
                .header("Content-Type", "application/json")
                .header("X-CFF-Request-Id", attempt.invocation().requestId().toString())
                .header("X-CFF-Attempt", Integer.toString(attempt.number()))
                .header(
                        "X-CFF-Timeout",
                        Long.toString(Math.max(1, function.timeout().toSeconds())))
                .header("X-CFF-Func-Name", urn.functionName())
                .header("X-CFF-Func-Version", urn.version())
                .header("X-CFF-Package", urn.packageName())
                .header("X-CFF-Project-Id", urn.projectId())
                .header("X-CFF-Region", urn.region())
                .POST(BodyPublishers.ofByteArray(attempt.invocation().event().json()))
                .build();
    }

    private static Outcome outcome(HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        if (status / 100 == 2) {
            return new Outcome.Success(Results.recorded(answer.body()));
        }
        if (status == 429 || status == 503) {
            return new Outcome.Unavailable("the container is busy: it answered " + status);
        }
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        String message = "the container answered " + status + (text.isEmpty() ? "" : ": " + text);
        return new Outcome.FunctionError(ErrorCode.FUNCTION_FAILED, Results.message(message));
    }

    private Outcome failed(RuntimeDefinition.Container container, Throwable failure) {
        // A container that went away and comes back is a new instance: it is initialised again.
        initialized.remove(container.url());
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException
                ? new Outcome.Unavailable("the container cannot be reached")
                : new Outcome.FunctionError(ErrorCode.FUNCTION_FAILED, "the container broke the connection off");
    }

    private static BodySubscriber<byte[]> boundedBody() {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        return BodySubscribers.mapping(
                BodySubscribers.ofByteArrayConsumer(chunk -> chunk.ifPresent(bytes -> {
                    if (kept.size() <= Results.MAX_RESULT_BYTES) {
                        kept.writeBytes(bytes);
                    }
                })),
                end -> kept.toByteArray());
    }
}
