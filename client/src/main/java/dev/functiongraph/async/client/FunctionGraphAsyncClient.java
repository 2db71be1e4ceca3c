package dev.functiongraph.async.client;

import dev.functiongraph.async.client.model.AsyncInvocation;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Executes functions asynchronously: the server stores the event, answers with a request id, and runs the function later.
 * By that id the client finds out what became of an invocation, and cancels it.
 *
 * <p>Immutable and safe for any number of threads. Build one and keep it: it holds the connections, and there is nothing
 * to close, because they go when they are idle and the client is no longer used. It speaks HTTP/1.1, follows no redirect,
 * and <b>sends every event, and every cancellation, once</b>: there is no idempotency key, so that only the caller can
 * decide to send again. A list, which changes nothing, is sent once more by the JDK if the connection ends without an answer.
 *
 * <p>What the contract determines is generated from it: method, path, parameters ({@code InvocationsRequests}) and models.
 * The sending is written by hand, because the generator's own is wrong for this API in ways that no setting changes: it
 * sends {@code null} for an absent body, stops the clock at the headers, decodes text with the platform's charset, and
 * puts whole answers into messages.
 */
public final class FunctionGraphAsyncClient {

    private final Requests requests;
    private final Transport transport;

    private FunctionGraphAsyncClient(Builder builder) {
        requests = new Requests(Objects.requireNonNull(builder.baseUri, "baseUri"), new Credentials(builder.token));
        transport = new Transport(builder.connectTimeout, builder.requestTimeout);
    }

    /** Returns a builder, in which only the base URI has no default. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Executes a function without an event, which the function sees as the empty event {@code {}}; blocks until the
     * server has answered.
     *
     * @see #invokeAsync(String, String, Map)
     */
    public AsyncInvocation invokeAsync(String projectId, String functionUrn) {
        return invokeAsync(projectId, functionUrn, null);
    }

    /**
     * Executes a function; blocks until the server has answered that the event is stored.
     *
     * <p>A thread that is interrupted meanwhile gives the exchange up, keeps its interrupt flag, and gets a
     * {@link TransportException}.
     *
     * @param projectId the project, 32 letters or digits
     * @param functionUrn the function's URN, full or in a short form, 1 to 269 characters
     * @param event the event, at most 262,144 bytes as JSON in UTF-8; an empty map is sent as such, null sends no body
     * @return the accepted invocation; its request id is never null
     * @throws FunctionGraphException in the subclass that says what happened
     * @throws IllegalArgumentException if an argument, or the token, cannot be sent; what the token supplier throws is
     *     passed on as it is. Nothing was sent in either case
     */
    public AsyncInvocation invokeAsync(String projectId, String functionUrn, Map<String, String> event) {
        return transport.exchange(requests.invoke(projectId, functionUrn, event), Operation.INVOKE);
    }

    /**
     * Like {@link #invokeAsync(String, String)}, without blocking.
     *
     * @see #invokeAsyncFuture(String, String, Map)
     */
    public CompletableFuture<AsyncInvocation> invokeAsyncFuture(String projectId, String functionUrn) {
        return invokeAsyncFuture(projectId, functionUrn, null);
    }

    /**
     * Like {@link #invokeAsync(String, String, Map)}, without blocking.
     *
     * <p>The event is read, and the token supplier asked, before this method returns; what fails there is thrown. All
     * later failures complete the future, with the {@link FunctionGraphException} itself, not wrapped. Completing or
     * cancelling the future closes the exchange, after which the event may or may not have been stored.
     */
    public CompletableFuture<AsyncInvocation> invokeAsyncFuture(
            String projectId, String functionUrn, Map<String, String> event) {
        return transport.exchangeFuture(requests.invoke(projectId, functionUrn, event), Operation.INVOKE);
    }

    /**
     * Lists a function's invocations, newest first; blocks until the server has answered with one page.
     * Interrupts and failures are as in {@link #invokeAsync(String, String, Map)}, but nothing can have been accepted.
     *
     * @param query which invocations; the next page is {@code query.withMarker(...)} with the page's next marker
     */
    public InvocationPage listInvocations(String projectId, String functionUrn, InvocationQuery query) {
        return transport.exchange(requests.list(projectId, functionUrn, query), Operation.LIST);
    }

    /** Like {@link #listInvocations}, without blocking, as {@link #invokeAsyncFuture(String, String, Map)} does it. */
    public CompletableFuture<InvocationPage> listInvocationsFuture(
            String projectId, String functionUrn, InvocationQuery query) {
        return transport.exchangeFuture(requests.list(projectId, functionUrn, query), Operation.LIST);
    }

    /**
     * Looks one invocation up, as {@link #listInvocations} does it.
     *
     * @return the invocation; empty if the function has none with this id, or its record was deleted, which the server
     *     does some time after the invocation's end
     */
    public Optional<Invocation> findInvocation(String projectId, String functionUrn, UUID requestId) {
        return transport.exchange(find(projectId, functionUrn, requestId), Operation.find(requestId));
    }

    /** Like {@link #findInvocation}, without blocking, as {@link #invokeAsyncFuture(String, String, Map)} does it. */
    public CompletableFuture<Optional<Invocation>> findInvocationFuture(
            String projectId, String functionUrn, UUID requestId) {
        return transport.exchangeFuture(find(projectId, functionUrn, requestId), Operation.find(requestId));
    }

    private HttpRequest find(String projectId, String functionUrn, UUID requestId) {
        Objects.requireNonNull(requestId, "requestId");
        return requests.list(projectId, functionUrn, InvocationQuery.all().withRequestId(requestId));
    }

    /**
     * Cancels an invocation: what waits is never run, what runs is told to stop, and what has ended stays as it is; blocks
     * until the server has answered. Doing it again does no harm. Interrupts and failures are as in
     * {@link #invokeAsync(String, String, Map)}, but nothing can have been accepted.
     *
     * @return how the invocation has ended: {@code DISCARD} if it waited, {@code FAIL} if it ran, or what it was before
     * @throws InvalidRequestException among others: if the function has no such invocation, or its record was deleted
     */
    public Invocation.Status cancelInvocation(String projectId, String functionUrn, UUID requestId) {
        return transport.exchange(requests.cancel(projectId, functionUrn, requestId), Operation.CANCEL);
    }

    /**
     * Like {@link #cancelInvocation}, without blocking, as {@link #invokeAsyncFuture(String, String, Map)} does it.
     * Completing or cancelling the future leaves open whether the invocation was canceled.
     */
    public CompletableFuture<Invocation.Status> cancelInvocationFuture(
            String projectId, String functionUrn, UUID requestId) {
        return transport.exchangeFuture(requests.cancel(projectId, functionUrn, requestId), Operation.CANCEL);
    }

    /** Names the settings, but never the token. */
    @Override
    public String toString() {
        return "FunctionGraphAsyncClient[baseUri=" + requests.baseUri() + ", token=" + requests.credentials() + ", "
                + transport + "]";
    }

    /** Collects the settings of a client. Not safe for several threads. */
    public static final class Builder {

        private URI baseUri;
        private Supplier<String> token;
        private Duration connectTimeout = Duration.ofSeconds(5);
        private Duration requestTimeout = Duration.ofSeconds(30);

        private Builder() {}

        /**
         * Where the server is: {@code http} or {@code https}, a host, and if need be a port and a path, which the
         * contract's paths are appended to. Required.
         *
         * @throws IllegalArgumentException if it is anything else, or has user information, a query or a fragment
         */
        public Builder baseUri(URI baseUri) {
            this.baseUri = Arguments.baseUri(baseUri);
            return this;
        }

        /**
         * Sends {@code X-Auth-Token}. The supplier is asked once for each request, in the calling thread, so that it can
         * renew tokens; it must be safe for several threads. Where it returns null, none is sent. Default: none.
         */
        public Builder token(Supplier<String> token) {
            this.token = Objects.requireNonNull(token, "token");
            return this;
        }

        /**
         * How long the server may take to accept a connection: 1 ms to 24 hours, 5 seconds by default.
         *
         * @throws IllegalArgumentException if it is outside that range
         */
        public Builder connectTimeout(Duration connectTimeout) {
            this.connectTimeout = Arguments.timeout("connectTimeout", connectTimeout);
            return this;
        }

        /**
         * How long one request may take in all, from connecting to the last byte of the answer's body: 1 ms to 24 hours,
         * 30 seconds by default.
         *
         * @throws IllegalArgumentException if it is outside that range
         */
        public Builder requestTimeout(Duration requestTimeout) {
            this.requestTimeout = Arguments.timeout("requestTimeout", requestTimeout);
            return this;
        }

        /**
         * Returns a client with these settings.
         *
         * @throws NullPointerException if there is no base URI
         */
        public FunctionGraphAsyncClient build() {
            return new FunctionGraphAsyncClient(this);
        }
    }
}
