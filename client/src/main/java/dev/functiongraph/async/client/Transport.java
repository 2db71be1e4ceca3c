package dev.functiongraph.async.client;

import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP connections of a client. A request is sent and all of its answer received within one time limit.
 *
 * <p>The limit is a future's, not {@link HttpRequest.Builder#timeout}: that one stops at the headers, so that a server
 * could stall in the body forever.
 */
final class Transport implements AutoCloseable {

    private final HttpClient http;
    private final Duration requestTimeout;
    private final Executor executor;

    /**
     * As many threads as are needed, which end when they are idle. After its end, tasks run in the submitting thread.
     */
    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            30,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Transport::thread,
            (task, ended) -> task.run());

    /**
     * @param tls null for the JDK's own
     * @param proxies null for the JDK's own
     * @param own the caller's executor; null for threads of the client's
     */
    Transport(
            Duration connectTimeout,
            Duration requestTimeout,
            @Nullable SSLContext tls,
            @Nullable ProxySelector proxies,
            @Nullable Executor own) {
        this.requestTimeout = requestTimeout;
        executor = own == null ? pool : own;
        // HTTP/1.1: the JDK opens plain HTTP/2 with an upgrade of the first POST, at which some servers hang.
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .executor(executor);
        if (tls != null) {
            builder.sslContext(tls);
        }
        if (proxies != null) {
            builder.proxy(proxies);
        }
        http = builder.build();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "functiongraph-async-client");
        thread.setDaemon(true);
        return thread;
    }

    Duration requestTimeout() {
        return requestTimeout;
    }

    Executor executor() {
        return executor;
    }

    /** However the returned future ends, the exchange ends with it. */
    CompletableFuture<HttpResponse<byte[]>> send(HttpRequest request, Operation<?> operation, Duration atMost) {
        Duration limit = atMost.compareTo(requestTimeout) < 0 ? atMost : requestTimeout;
        CompletableFuture<HttpResponse<byte[]>> exchange =
                http.sendAsync(request, head -> new BoundedBody(operation.largest(head.statusCode())));
        CompletableFuture<HttpResponse<byte[]>> answer =
                exchange.thenApply(Function.identity()).orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS);
        answer.whenComplete((response, failure) -> exchange.cancel(true));
        return answer;
    }

    /**
     * From Java 21 on the JDK's client can be closed; it waits then, even for the thread that closes it, so that
     * another one does. Before, it ends, and its idle connections with it, when nothing refers to it.
     */
    @Override
    public void close() {
        if (http instanceof AutoCloseable closeable) {
            thread(() -> closeQuietly(closeable)).start();
        }
        pool.shutdown();
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
