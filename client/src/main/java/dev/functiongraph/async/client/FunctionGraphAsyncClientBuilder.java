package dev.functiongraph.async.client;

import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a {@link FunctionGraphAsyncClient} that is to be built. Not safe for several threads.
 *
 * <pre>{@code
 * FunctionGraphAsyncClient client = FunctionGraphAsyncClient.builder()
 *         .baseUri(URI.create("https://functions.example.com"))
 *         .withRetries(Duration.ofMinutes(2))
 *         .headers(request -> Map.of("X-Attempt", Integer.toString(request.attempt())))
 *         .build();
 * }</pre>
 */
public final class FunctionGraphAsyncClientBuilder {

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);

    private @Nullable URI baseUri;
    private Credentials credentials = Credentials.NONE;
    private Duration connectTimeout = Duration.ofSeconds(5);
    private Duration requestTimeout = Duration.ofSeconds(30);
    private Retries retries = Retries.NONE;
    private Function<OutgoingRequest, Map<String, String>> headers = request -> Map.of();
    private @Nullable SSLContext sslContext;
    private @Nullable ProxySelector proxy;
    private @Nullable Executor executor;
    private Backoff pollInterval = new Backoff(SHORTEST_PAUSE, Duration.ofSeconds(5));
    private AttemptListener listener = new AttemptListener() {};
    private Time time = Time.REAL;

    FunctionGraphAsyncClientBuilder() {}

    /**
     * Sets the server's address: {@code http} or {@code https}, a host, and if need be a port and a path, to which the
     * contract's paths, which begin with {@code /v2}, are appended. Required.
     *
     * @throws IllegalArgumentException if it is anything else, or has user information, a query or a fragment
     */
    public FunctionGraphAsyncClientBuilder baseUri(URI baseUri) {
        this.baseUri = Arguments.baseUri(baseUri);
        return this;
    }

    /**
     * Sends {@code X-Auth-Token}. The supplier is asked once for each request, in the calling thread, so that it can
     * renew tokens, and again for each retry; it must be safe for several threads. Where it returns null, none is sent.
     * Default: none.
     *
     * @throws IllegalStateException if requests are signed
     */
    public FunctionGraphAsyncClientBuilder token(Supplier<@Nullable String> token) {
        return only(new Token(Objects.requireNonNull(token, "token")));
    }

    /**
     * Signs every request with an access key pair ({@code SDK-HMAC-SHA256}), in the thread that would ask for a token,
     * and each retry anew. Signed are the method, the path, the query, the body, the headers {@code Host} and {@code
     * Content-Type}, and the time, which the server compares with its own clock: a proxy must not change any of them,
     * nor cut a prefix off the path. The secret key is never sent nor printed. Default: none.
     *
     * @throws IllegalArgumentException if a key is empty or has characters that a key cannot have; it is not quoted
     * @throws IllegalStateException if requests have a token
     */
    public FunctionGraphAsyncClientBuilder credentials(String accessKey, String secretKey) {
        return only(new AccessKey(accessKey, secretKey));
    }

    private FunctionGraphAsyncClientBuilder only(Credentials chosen) {
        if (credentials != Credentials.NONE && !credentials.getClass().equals(chosen.getClass())) {
            throw new IllegalStateException("a request has either a token or a signature, not both");
        }
        credentials = chosen;
        return this;
    }

    /**
     * Sets how long the server may take to accept a connection: 1 ms to 24 hours, 5 seconds by default.
     *
     * @throws IllegalArgumentException if it is outside that range
     */
    public FunctionGraphAsyncClientBuilder connectTimeout(Duration connectTimeout) {
        this.connectTimeout = Arguments.timeout("connectTimeout", connectTimeout);
        return this;
    }

    /**
     * Sets how long one request may take in all, from connecting to the last byte of the answer's body: 1 ms to 24
     * hours, 30 seconds by default.
     *
     * @throws IllegalArgumentException if it is outside that range
     */
    public FunctionGraphAsyncClientBuilder requestTimeout(Duration requestTimeout) {
        this.requestTimeout = Arguments.timeout("requestTimeout", requestTimeout);
        return this;
    }

    /**
     * Lets a request be sent again, after a growing pause of half a second to ten seconds that is partly random, where
     * that cannot do harm. Default: every request is sent once.
     *
     * <ul>
     *   <li>An event only where nothing can have been queued: no connection was made, or the answer was the contract's
     *       503 ({@code FSS.0503}) with {@code Retry-After}. Never where the answer was lost, nor for a function that
     *       is disabled.
     *   <li>A list, a look-up or a cancellation, which the contract lets always be sent again, also where the answer
     *       was lost or has a status of 500 or more.
     * </ul>
     *
     * <p>The {@code Retry-After} of {@code FSS.0503} is the least pause. A pause is not begun that would outlast the
     * total time, or that would leave too little of it for an event's answer to come: a second, or twice as long as the
     * last attempt took. The exception thrown is that of the last attempt; those of the attempts before it are
     * suppressed in it. For each attempt the token and the added headers are requested anew: by methods that block in
     * the caller's thread, by the others in a thread of the executor's.
     *
     * @param totalTime how long one call may take with all its attempts and pauses, 1 ms to 24 hours; the request
     *     timeout still limits each attempt
     * @throws IllegalArgumentException if it is outside that range
     */
    public FunctionGraphAsyncClientBuilder withRetries(Duration totalTime) {
        this.retries = new Retries(Optional.of(Arguments.timeout("totalTime", totalTime)));
        return this;
    }

    /**
     * Adds headers, such as {@code traceparent}. The function is asked once for each request that is sent, and so again
     * for each retry; it must be safe for several threads, and must not return null. What it throws is passed on as it
     * is. A list that the JDK sends once more by itself has the same. Default: none.
     *
     * <p>A call fails with {@link IllegalArgumentException} if a header is one of the client's own ({@code
     * X-Auth-Token}, {@code Accept}, {@code Accept-Encoding}, {@code Content-Type}, {@code User-Agent}; {@code
     * Authorization}, {@code X-Sdk-Date} and {@code X-Sdk-Content-Sha256} where it signs) or of the connection's, or if
     * its name or value cannot be sent.
     */
    public FunctionGraphAsyncClientBuilder headers(Function<OutgoingRequest, Map<String, String>> headers) {
        this.headers = Objects.requireNonNull(headers, "headers");
        return this;
    }

    /** Sets the trusted certificates, and the client's own keys, for {@code https}. Default: the JDK's. */
    public FunctionGraphAsyncClientBuilder sslContext(SSLContext sslContext) {
        this.sslContext = Objects.requireNonNull(sslContext, "sslContext");
        return this;
    }

    /** Sets the proxy. Default: the JDK's, which its system properties determine. */
    public FunctionGraphAsyncClientBuilder proxy(ProxySelector proxy) {
        this.proxy = Objects.requireNonNull(proxy, "proxy");
        return this;
    }

    /**
     * Sets the executor for calls that do not block, and for the connections' own work. Default: threads of the
     * client's, as many as are needed. It needs at least two threads that no other work occupies for long; {@link
     * FunctionGraphAsyncClient#close} leaves it running.
     */
    public FunctionGraphAsyncClientBuilder executor(Executor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
        return this;
    }

    /**
     * Sets the longest pause between two look-ups of an invocation that is awaited: 1 ms to 24 hours, 5 seconds by
     * default. The pauses grow to it from a tenth of a second, or are this long from the start if it is shorter.
     *
     * @throws IllegalArgumentException if it is outside that range
     */
    public FunctionGraphAsyncClientBuilder pollInterval(Duration longest) {
        Arguments.timeout("pollInterval", longest);
        this.pollInterval = new Backoff(longest.compareTo(SHORTEST_PAUSE) < 0 ? longest : SHORTEST_PAUSE, longest);
        return this;
    }

    /** Sets the observer of everything that is sent, for metrics and logs. Default: none. */
    public FunctionGraphAsyncClientBuilder listener(AttemptListener listener) {
        this.listener = Objects.requireNonNull(listener, "listener");
        return this;
    }

    FunctionGraphAsyncClientBuilder time(Time time) {
        this.time = time;
        return this;
    }

    /**
     * Returns a client with these settings.
     *
     * @throws NullPointerException if there is no base URI
     */
    public FunctionGraphAsyncClient build() {
        Requests requests = new Requests(Objects.requireNonNull(baseUri, "no baseUri was given to the builder"));
        Transport transport = new Transport(connectTimeout, requestTimeout, sslContext, proxy, executor);
        AddedHeaders added = new AddedHeaders(credentials, headers, time);
        CallContext context = new CallContext(transport, added, retries, pollInterval, listener, time);
        return new FunctionGraphAsyncClient(settings(), requests, new Calls(context));
    }

    private String settings() {
        return "baseUri=" + baseUri + ", credentials=" + credentials + ", connectTimeout=" + connectTimeout
                + ", requestTimeout=" + requestTimeout + ", retries="
                + retries.total().map(Duration::toString).orElse("none");
    }

    /** Returns the settings, but never the token or the secret key. */
    @Override
    public String toString() {
        return "FunctionGraphAsyncClientBuilder[" + settings() + "]";
    }
}
