package dev.functiongraph.async.client;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Sends one request and receives all of its answer, within one time limit.
 *
 * <p>The limit is a future's, not {@link HttpRequest.Builder#timeout}: that one stops at the headers, so that a server
 * could stall in the body for ever.
 */
final class Transport {

    private final HttpClient http;
    private final Duration connectTimeout;
    private final Duration requestTimeout;

    Transport(Duration connectTimeout, Duration requestTimeout) {
        this.connectTimeout = connectTimeout;
        this.requestTimeout = requestTimeout;
        // HTTP/1.1: the JDK opens plain HTTP/2 with an upgrade of the first POST, at which some servers hang.
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .build();
    }

    /** Blocks. Throws in the caller's thread, so that the stack trace shows who called. */
    <R> R exchange(HttpRequest request, Operation<R> operation) {
        CompletableFuture<HttpResponse<byte[]>> answer = send(request, operation);
        try {
            return Answers.read(answer.get(), operation);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw TransportException.of(request.uri(), operation, e);
        } catch (ExecutionException e) {
            throw TransportException.of(request.uri(), operation, e.getCause());
        }
    }

    /** Does not block. Completed with the exceptions themselves: a stage that throws would wrap them. */
    <R> CompletableFuture<R> exchangeFuture(HttpRequest request, Operation<R> operation) {
        CompletableFuture<HttpResponse<byte[]>> answer = send(request, operation);
        CompletableFuture<R> result = new CompletableFuture<>();
        result.whenComplete((value, failure) -> answer.cancel(true));
        // Async, because a time-out arrives in the one thread that keeps all time-outs of this JVM.
        answer.whenCompleteAsync((response, failure) -> {
            try {
                if (failure != null) {
                    throw TransportException.of(request.uri(), operation, failure);
                }
                result.complete(Answers.read(response, operation));
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    /** However the returned future ends, the exchange ends with it. */
    private CompletableFuture<HttpResponse<byte[]>> send(HttpRequest request, Operation<?> operation) {
        CompletableFuture<HttpResponse<byte[]>> exchange =
                http.sendAsync(request, head -> new BoundedBody(operation.largest(head.statusCode())));
        CompletableFuture<HttpResponse<byte[]>> answer =
                exchange.thenApply(Function.identity()).orTimeout(requestTimeout.toMillis(), TimeUnit.MILLISECONDS);
        answer.whenComplete((response, failure) -> exchange.cancel(true));
        return answer;
    }

    @Override
    public String toString() {
        return "connectTimeout=" + connectTimeout + ", requestTimeout=" + requestTimeout;
    }
}
