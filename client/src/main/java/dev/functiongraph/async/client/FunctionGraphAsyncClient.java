package dev.functiongraph.async.client;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A client of the asynchronous execution API: the server stores an event, answers with a request id, and runs the
 * function later. By that id an invocation can be looked up, awaited and canceled.
 *
 * <p>Immutable and safe for any number of threads. Build one and keep it: it holds the connections. It speaks HTTP/1.1,
 * follows no redirect, and <b>sends every request once</b>, unless {@link FunctionGraphAsyncClientBuilder#withRetries}
 * lets it send again what cannot have been queued: there is no idempotency key, so that an event that is sent again may
 * run the function twice. A list, which changes nothing, is sent once more by the JDK if the connection ends without an
 * answer, and the look-ups of {@link #awaitInvocation} go on through lost connections until its time is over.
 *
 * <p>An id that the function does not have (never accepted, of another function, or its record deleted) is no failure
 * to look up: {@link #findInvocation} returns empty. Whatever needs the invocation, as {@link #awaitInvocation} and
 * {@link #cancelInvocation} do, throws {@link InvocationNotFoundException}.
 *
 * <p>Every method but {@link #streamInvocations} has a twin that does not block, named {@code …Future}. It reads its
 * arguments, and requests the token and the added headers, before it returns; what fails there is thrown, and nothing
 * was sent. All later failures complete the future, with the {@link FunctionGraphException} itself, not wrapped.
 * Completing or canceling the future closes the exchange, and ends the pause before the next one: nothing goes on.
 * Stages that depend on it run, unless they are given an executor, in a thread of the client's executor; where {@link
 * #close} ends the future, in the thread that closes; and where the future has ended before, in the thread that adds
 * the stage.
 *
 * <p>A thread that is interrupted in a method that blocks gives the exchange up, keeps its interrupt flag, and gets a
 * {@link TransportException}. One that was interrupted before sends nothing.
 */
public final class FunctionGraphAsyncClient implements AutoCloseable {

    private final String settings;
    private final Requests requests;
    private final Calls calls;

    FunctionGraphAsyncClient(String settings, Requests requests, Calls calls) {
        this.settings = settings;
        this.requests = requests;
        this.calls = calls;
    }

    /** Returns a builder, in which only the base URI has no default. */
    public static FunctionGraphAsyncClientBuilder builder() {
        return new FunctionGraphAsyncClientBuilder();
    }

    /**
     * Returns a handle of a project, and by it of its functions, whose methods need neither id nor URN; nothing is
     * sent.
     *
     * @param projectId the project, 32 letters or digits
     */
    public ProjectHandle project(String projectId) {
        return new ProjectHandle(this, projectId);
    }

    /**
     * Executes a function without an event, which the function sees as the empty event {@code {}}; blocks until the
     * server has answered.
     *
     * @see #invokeAsync(String, String, Map)
     */
    public AcceptedInvocation invokeAsync(String projectId, String functionUrn) {
        return invokeAsync(projectId, functionUrn, null);
    }

    /**
     * Executes a function; blocks until the server has answered that the event is stored.
     *
     * @param projectId the project, 32 letters or digits
     * @param functionUrn the function's URN, full or in a short form, 1 to 269 characters
     * @param event the event, at most 262,144 bytes as JSON in UTF-8; an empty map is sent as such, null sends no body.
     *     A value that is null is sent as such, too, and the server refuses it
     * @return the accepted invocation; its request id is never null
     * @throws FunctionGraphException in the subclass that says what happened
     * @throws IllegalArgumentException if an argument, the token, or an added header cannot be sent; what their
     *     suppliers throw is passed on as it is. Nothing was sent in either case
     * @throws IllegalStateException if the client is closed
     */
    public AcceptedInvocation invokeAsync(String projectId, String functionUrn, @Nullable Map<String, String> event) {
        return calls.send(requests.invoke(projectId, functionUrn, event));
    }

    /**
     * Like {@link #invokeAsync(String, String)}, without blocking.
     *
     * @see #invokeAsyncFuture(String, String, Map)
     */
    public CompletableFuture<AcceptedInvocation> invokeAsyncFuture(String projectId, String functionUrn) {
        return invokeAsyncFuture(projectId, functionUrn, null);
    }

    /**
     * Like {@link #invokeAsync(String, String, Map)}, without blocking. After the future was canceled, the event may or
     * may not have been stored.
     */
    public CompletableFuture<AcceptedInvocation> invokeAsyncFuture(
            String projectId, String functionUrn, @Nullable Map<String, String> event) {
        return calls.sendFuture(requests.invoke(projectId, functionUrn, event));
    }

    /**
     * Like {@link #invokeAsync(String, String, Map)}, with an event whose values may be any JSON. The contract allows
     * strings alone, so that a server which keeps to it refuses others; some servers are told to take any.
     *
     * @param event one JSON object, at most 262,144 bytes in UTF-8; it is sent as it is, and the server checks it
     */
    public AcceptedInvocation invokeJson(String projectId, String functionUrn, String event) {
        return calls.send(requests.invokeJson(projectId, functionUrn, event));
    }

    /** Like {@link #invokeJson}, without blocking. */
    public CompletableFuture<AcceptedInvocation> invokeJsonFuture(String projectId, String functionUrn, String event) {
        return calls.sendFuture(requests.invokeJson(projectId, functionUrn, event));
    }

    /**
     * Lists a function's invocations, newest first; blocks until the server has answered with one page. Failures are as
     * in {@link #invokeAsync(String, String, Map)}, but nothing can have been accepted.
     *
     * @param query which invocations; the next page is {@code query.withMarker(...)} with the page's next marker
     */
    public InvocationPage listInvocations(String projectId, String functionUrn, InvocationQuery query) {
        return calls.send(requests.list(projectId, functionUrn, query));
    }

    /** Like {@link #listInvocations}, without blocking. */
    public CompletableFuture<InvocationPage> listInvocationsFuture(
            String projectId, String functionUrn, InvocationQuery query) {
        return calls.sendFuture(requests.list(projectId, functionUrn, query));
    }

    /**
     * Lists all of a function's invocations that fit the query, newest first, page after page. Each page, of the
     * query's limit, is fetched lazily, in the thread that uses the stream; what fails then is thrown there, as in
     * {@link #listInvocations}. A parallel stream gains nothing: it requests the same pages one after the other, but
     * ahead of their use and in threads of its own choice.
     *
     * <p>It is not a snapshot: each invocation is shown as it is when its page is requested. But no invocation appears
     * twice, those accepted after the first page do not appear, and none is left out that still fits the query when its
     * page is requested. There is nothing to close.
     *
     * <pre>{@code
     * List<UUID> latest = client.streamInvocations(projectId, "orders", InvocationQuery.all())
     *         .filter(invocation -> invocation.status() == Invocation.Status.FAIL)
     *         .map(Invocation::requestId)
     *         .limit(10)
     *         .toList();
     * }</pre>
     *
     * @param query which invocations; the list begins at the query's marker
     */
    public Stream<Invocation> streamInvocations(String projectId, String functionUrn, InvocationQuery query) {
        calls.checkOpen();
        requests.list(projectId, functionUrn, query);
        return StreamSupport.stream(
                new Pages(
                        query.marker().orElse(0),
                        marker -> listInvocations(projectId, functionUrn, query.withMarker(marker))),
                false);
    }

    /**
     * Looks one invocation up, as {@link #listInvocations} does it.
     *
     * @return the invocation; empty if the function has none with this id, or its record was deleted, which the server
     *     does some time after the invocation's end
     */
    public Optional<Invocation> findInvocation(String projectId, String functionUrn, UUID requestId) {
        return calls.send(requests.find(projectId, functionUrn, requestId));
    }

    /** Like {@link #findInvocation}, without blocking. */
    public CompletableFuture<Optional<Invocation>> findInvocationFuture(
            String projectId, String functionUrn, UUID requestId) {
        return calls.sendFuture(requests.find(projectId, functionUrn, requestId));
    }

    /**
     * Waits until an invocation has ended: looks it up again and again, at first after a tenth of a second, later every
     * few seconds, and more often again before the time is over; blocks meanwhile. A look-up that got no answer, or one
     * with a status of 500 or more, does not end the waiting, whether or not there are retries: it goes on while a
     * server restarts.
     *
     * <pre>{@code
     * try {
     *     Invocation ended = client.awaitInvocation(projectId, "orders", id, Duration.ofMinutes(5));
     * } catch (AwaitTimeoutException e) {
     *     client.cancelInvocation(projectId, "orders", id);
     * }
     * }</pre>
     *
     * @param timeout how long to wait in all, requests included: 1 ms to 24 hours
     * @return the invocation in its final status, of whatever kind
     * @throws AwaitTimeoutException if it has not ended in time; it names the status that was seen last, and the last
     *     look-up's failure if it failed
     * @throws InvocationNotFoundException if the function has no such invocation, or its record was deleted; at once
     * @throws FunctionGraphException if a look-up is refused, as in {@link #findInvocation}, or TLS fails
     */
    public Invocation awaitInvocation(String projectId, String functionUrn, UUID requestId, Duration timeout) {
        return calls.await(
                requests.find(projectId, functionUrn, requestId), requestId, Arguments.timeout("timeout", timeout));
    }

    /** Like {@link #awaitInvocation}, without blocking. */
    public CompletableFuture<Invocation> awaitInvocationFuture(
            String projectId, String functionUrn, UUID requestId, Duration timeout) {
        return calls.awaitFuture(
                requests.find(projectId, functionUrn, requestId), requestId, Arguments.timeout("timeout", timeout));
    }

    /**
     * Cancels an invocation: a waiting one is never run, a running one is told to stop, and a finished one is
     * unchanged; blocks until the server has answered. Doing it again does no harm. Failures are as in {@link
     * #invokeAsync(String, String, Map)}, but nothing can have been accepted.
     *
     * @return how the invocation has ended: {@code DISCARD} if it waited, {@code FAIL} if it ran, or what it was before
     * @throws InvocationNotFoundException if the function has no such invocation, or its record was deleted
     */
    public Invocation.Status cancelInvocation(String projectId, String functionUrn, UUID requestId) {
        return calls.send(requests.cancel(projectId, functionUrn, requestId));
    }

    /**
     * Like {@link #cancelInvocation}, without blocking. Completing or canceling the future leaves open whether the
     * invocation was canceled.
     */
    public CompletableFuture<Invocation.Status> cancelInvocationFuture(
            String projectId, String functionUrn, UUID requestId) {
        return calls.sendFuture(requests.cancel(projectId, functionUrn, requestId));
    }

    /**
     * Closes the client and the exchanges that are in progress, whose callers get a {@link TransportException}. All
     * later calls throw {@link IllegalStateException}. Does not wait, and does nothing the second time.
     *
     * <p>It need not be called: the threads of a client that is not used end after half a minute, but for one daemon
     * thread of the JDK's. That one ends, and idle connections are closed, at once from Java 21 on, and before when the
     * garbage collector has found the client.
     */
    @Override
    public void close() {
        calls.close();
    }

    /** Returns the settings, but never the token. */
    @Override
    public String toString() {
        return "FunctionGraphAsyncClient[" + settings + "]";
    }
}
