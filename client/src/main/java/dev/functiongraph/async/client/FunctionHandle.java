package dev.functiongraph.async.client;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A function of a project, whose calls need not name either: project and function cannot be mixed up. Each method is
 * the client's method of the similar name. Immutable.
 *
 * <pre>{@code
 * FunctionHandle orders = client.project(projectId).function("orders");
 * UUID id = orders.invoke(Map.of("order", "4711")).requestId();
 * Invocation ended = orders.await(id, Duration.ofMinutes(5));
 * }</pre>
 */
public final class FunctionHandle {

    private final FunctionGraphAsyncClient client;
    private final String projectId;
    private final String urn;

    FunctionHandle(FunctionGraphAsyncClient client, String projectId, String urn) {
        this.client = client;
        this.projectId = projectId;
        this.urn = Arguments.pathSegment("functionUrn", urn);
    }

    /** {@link FunctionGraphAsyncClient#invokeAsync(String, String)}. */
    public AcceptedInvocation invoke() {
        return client.invokeAsync(projectId, urn);
    }

    /** {@link FunctionGraphAsyncClient#invokeAsync(String, String, Map)}. */
    public AcceptedInvocation invoke(@Nullable Map<String, String> event) {
        return client.invokeAsync(projectId, urn, event);
    }

    /** {@link FunctionGraphAsyncClient#invokeAsyncFuture(String, String)}. */
    public CompletableFuture<AcceptedInvocation> invokeFuture() {
        return client.invokeAsyncFuture(projectId, urn);
    }

    /** {@link FunctionGraphAsyncClient#invokeAsyncFuture(String, String, Map)}. */
    public CompletableFuture<AcceptedInvocation> invokeFuture(@Nullable Map<String, String> event) {
        return client.invokeAsyncFuture(projectId, urn, event);
    }

    /** {@link FunctionGraphAsyncClient#invokeJson}. */
    public AcceptedInvocation invokeJson(String event) {
        return client.invokeJson(projectId, urn, event);
    }

    /** {@link FunctionGraphAsyncClient#invokeJsonFuture}. */
    public CompletableFuture<AcceptedInvocation> invokeJsonFuture(String event) {
        return client.invokeJsonFuture(projectId, urn, event);
    }

    /** {@link FunctionGraphAsyncClient#listInvocations}. */
    public InvocationPage list(InvocationQuery query) {
        return client.listInvocations(projectId, urn, query);
    }

    /** {@link FunctionGraphAsyncClient#listInvocationsFuture}. */
    public CompletableFuture<InvocationPage> listFuture(InvocationQuery query) {
        return client.listInvocationsFuture(projectId, urn, query);
    }

    /** {@link FunctionGraphAsyncClient#streamInvocations}. */
    public Stream<Invocation> stream(InvocationQuery query) {
        return client.streamInvocations(projectId, urn, query);
    }

    /** {@link FunctionGraphAsyncClient#findInvocation}. */
    public Optional<Invocation> find(UUID requestId) {
        return client.findInvocation(projectId, urn, requestId);
    }

    /** {@link FunctionGraphAsyncClient#findInvocationFuture}. */
    public CompletableFuture<Optional<Invocation>> findFuture(UUID requestId) {
        return client.findInvocationFuture(projectId, urn, requestId);
    }

    /** {@link FunctionGraphAsyncClient#awaitInvocation}. */
    public Invocation await(UUID requestId, Duration timeout) {
        return client.awaitInvocation(projectId, urn, requestId, timeout);
    }

    /** {@link FunctionGraphAsyncClient#awaitInvocationFuture}. */
    public CompletableFuture<Invocation> awaitFuture(UUID requestId, Duration timeout) {
        return client.awaitInvocationFuture(projectId, urn, requestId, timeout);
    }

    /** {@link FunctionGraphAsyncClient#cancelInvocation}. */
    public Invocation.Status cancel(UUID requestId) {
        return client.cancelInvocation(projectId, urn, requestId);
    }

    /** {@link FunctionGraphAsyncClient#cancelInvocationFuture}. */
    public CompletableFuture<Invocation.Status> cancelFuture(UUID requestId) {
        return client.cancelInvocationFuture(projectId, urn, requestId);
    }

    /** Returns the project's id and the function's URN. */
    @Override
    public String toString() {
        return projectId + "/" + urn;
    }
}
