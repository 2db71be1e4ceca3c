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
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .build();
    private final Map<URI, CompletableFuture<Void>> initialized = new ConcurrentHashMap<>();

    CompletableFuture<Outcome> invoke(
            FunctionDefinition function, RuntimeDefinition.Container container, Attempt attempt) {
        CompletableFuture<HttpResponse<byte[]>> answer = new CompletableFuture<>();
        CompletableFuture<Outcome> outcome = answer.thenApply(ContainerRuntime::outcome)
                .exceptionally(failure -> failed(container, failure))
                .completeOnTimeout(timedOut(function), function.timeout().toNanos(), TimeUnit.NANOSECONDS);
        initialized(function, container, attempt)
                .thenCompose(ready -> exchange(outcome, request(function, container, "/invoke", attempt)))
                .whenComplete((response, failure) -> {
                    if (failure != null) {
                        answer.completeExceptionally(failure);
                    } else {
                        answer.complete(response);
                    }
                });
        return outcome;
    }

    /** Sends the request; when the outcome is settled without its answer, the connection is closed. */
    private CompletableFuture<HttpResponse<byte[]>> exchange(CompletableFuture<?> outcome, HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> exchange = http.sendAsync(request, response -> boundedBody());
        outcome.whenComplete((ended, failure) -> exchange.cancel(true));
        return exchange;
    }

    private CompletableFuture<Void> initialized(
            FunctionDefinition function, RuntimeDefinition.Container container, Attempt attempt) {
        CompletableFuture<Void> ready =
                initialized.computeIfAbsent(container.url(), url -> initialize(function, container, attempt));
        if (ready.isCompletedExceptionally()) {
            initialized.remove(container.url(), ready);
        }
        return ready;
    }

    private CompletableFuture<Void> initialize(
            FunctionDefinition function, RuntimeDefinition.Container container, Attempt attempt) {
        HttpRequest request = HttpRequest.newBuilder(
                        request(function, container, "/init", attempt), (name, value) -> true)
                .POST(BodyPublishers.noBody())
                .timeout(function.timeout())
                .build();
        return http.sendAsync(request, response -> BodySubscribers.discarding()).thenAccept(response -> {
            int status = response.statusCode();
            // The operation is optional: a container without it says 404 or 405.
            if (status / 100 != 2 && status != 404 && status != 405) {
                throw new NotReadyException("the container's /init answered " + status);
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
        if (cause instanceof NotReadyException) {
            return new Outcome.Unavailable(cause.getMessage());
        }
        if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
            return new Outcome.Unavailable("the container cannot be reached");
        }
        return new Outcome.FunctionError(ErrorCode.FUNCTION_FAILED, "the container broke the connection off");
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

    private static Outcome timedOut(FunctionDefinition function) {
        return new Outcome.FunctionError(
                ErrorCode.FUNCTION_TIMED_OUT,
                "timed out after " + function.timeout().toMillis() + " ms");
    }

    private static final class NotReadyException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotReadyException(String message) {
            super(message);
        }
    }
}
