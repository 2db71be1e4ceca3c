package dev.functiongraph.async.contract;

import dev.functiongraph.async.client.FunctionGraphAsyncClient;
import dev.functiongraph.async.client.InvocationQuery;
import dev.functiongraph.async.contract.spec.Operation;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The client's method for each operation of the contract; each is called for a project and a URN. */
enum ClientCall {
    INVOKE(
            Spec.INVOKE,
            client -> (project, urn) -> client.invokeAsync(project, urn),
            client -> (project, urn) -> client.invokeAsyncFuture(project, urn)),
    LIST(
            Spec.LIST,
            client -> (project, urn) -> client.listInvocations(project, urn, InvocationQuery.all()),
            client -> (project, urn) -> client.listInvocationsFuture(project, urn, InvocationQuery.all())),
    FIND(
            Spec.LIST,
            client -> (project, urn) -> client.findInvocation(project, urn, Spec.NOBODYS_ID),
            client -> (project, urn) -> client.findInvocationFuture(project, urn, Spec.NOBODYS_ID)),
    CANCEL(
            Spec.CANCEL,
            client -> (project, urn) -> client.cancelInvocation(project, urn, Spec.NOBODYS_ID),
            client -> (project, urn) -> client.cancelInvocationFuture(project, urn, Spec.NOBODYS_ID));

    private static final int FIRST_REFUSAL = 400;

    final Operation operation;
    private final Method<Object> blocking;
    private final Method<CompletableFuture<?>> future;

    ClientCall(Operation operation, Method<Object> blocking, Method<CompletableFuture<?>> future) {
        this.operation = operation;
        this.blocking = blocking;
        this.future = future;
    }

    @FunctionalInterface
    private interface Method<R> {
        BiFunction<String, String, R> of(FunctionGraphAsyncClient client);
    }

    Object call(FunctionGraphAsyncClient client, String urn) {
        return blocking.of(client).apply(Spec.PROJECT, urn);
    }

    CompletableFuture<?> callFuture(FunctionGraphAsyncClient client, String urn) {
        return future.of(client).apply(Spec.PROJECT, urn);
    }

    /** The statuses of the operation that say no. */
    Stream<Integer> refusals() {
        return operation.statuses().stream().map(Integer::valueOf).filter(status -> status >= FIRST_REFUSAL);
    }
}
