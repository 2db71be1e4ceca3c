package dev.functiongraph.async.client;

import static dev.functiongraph.async.client.Fixture.ID;
import static dev.functiongraph.async.client.Fixture.PROJECT;
import static dev.functiongraph.async.client.Fixture.URN;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The client's calls, for tests of what they have in common. */
enum Call {
    INVOKE(
            "asyncInvokeFunction",
            202,
            client -> client.invokeAsync(PROJECT, URN),
            client -> client.invokeAsyncFuture(PROJECT, URN)),
    LIST(
            "listAsyncInvocations",
            200,
            client -> client.listInvocations(PROJECT, URN, InvocationQuery.all()),
            client -> client.listInvocationsFuture(PROJECT, URN, InvocationQuery.all())),
    FIND(
            "listAsyncInvocations",
            200,
            client -> client.findInvocation(PROJECT, URN, ID),
            client -> client.findInvocationFuture(PROJECT, URN, ID)),
    CANCEL(
            "cancelAsyncInvocation",
            200,
            client -> client.cancelInvocation(PROJECT, URN, ID),
            client -> client.cancelInvocationFuture(PROJECT, URN, ID));

    final String operationId;
    final int success;
    private final Function<FunctionGraphAsyncClient, ?> blocking;
    private final Function<FunctionGraphAsyncClient, CompletableFuture<?>> future;

    Call(
            String operationId,
            int success,
            Function<FunctionGraphAsyncClient, ?> blocking,
            Function<FunctionGraphAsyncClient, CompletableFuture<?>> future) {
        this.operationId = operationId;
        this.success = success;
        this.blocking = blocking;
        this.future = future;
    }

    Object send(FunctionGraphAsyncClient client) {
        return blocking.apply(client);
    }

    CompletableFuture<?> sendFuture(FunctionGraphAsyncClient client) {
        return future.apply(client);
    }

    FunctionGraphException failureOf(FunctionGraphAsyncClient client) {
        return catchThrowableOfType(FunctionGraphException.class, () -> send(client));
    }
}
