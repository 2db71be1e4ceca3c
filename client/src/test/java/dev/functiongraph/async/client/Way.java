package dev.functiongraph.async.client;

import static dev.functiongraph.async.client.Fixture.ID;
import static dev.functiongraph.async.client.Fixture.PROJECT;
import static dev.functiongraph.async.client.Fixture.URN;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The two styles of a call, blocking and not, for tests of what they have in common. */
enum Way {
    BLOCKING,
    FUTURE;

    Object send(Call call, FunctionGraphAsyncClient client) throws Throwable {
        return this == BLOCKING ? call.send(client) : resultOf(() -> call.sendFuture(client));
    }

    Throwable failureOf(Call call, FunctionGraphAsyncClient client) {
        return catchThrowable(() -> send(call, client));
    }

    Invocation await(FunctionGraphAsyncClient client, Duration timeout) throws Throwable {
        return this == BLOCKING
                ? client.awaitInvocation(PROJECT, URN, ID, timeout)
                : resultOf(() -> client.awaitInvocationFuture(PROJECT, URN, ID, timeout));
    }

    Throwable failureOfAwait(FunctionGraphAsyncClient client, Duration timeout) {
        return catchThrowable(() -> await(client, timeout));
    }

    private static <R> R resultOf(Callable<CompletableFuture<? extends R>> call) throws Throwable {
        try {
            return call.call().get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }
}
