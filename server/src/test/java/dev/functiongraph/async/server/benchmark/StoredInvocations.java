package dev.functiongraph.async.server.benchmark;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.Backlog;
import dev.functiongraph.async.server.invocation.Backoff;
import dev.functiongraph.async.server.invocation.ErrorCode;
import dev.functiongraph.async.server.invocation.Event;
import dev.functiongraph.async.server.invocation.Invocation;
import dev.functiongraph.async.server.invocation.InvocationQueue;
import dev.functiongraph.async.server.invocation.InvocationQueue.Claim;
import dev.functiongraph.async.server.invocation.InvocationQueue.Lease;
import dev.functiongraph.async.server.invocation.InvocationStore;
import dev.functiongraph.async.server.invocation.InvocationStore.Settings;
import dev.functiongraph.async.server.invocation.Settlement;
import dev.functiongraph.async.server.store.StoreLocation;
import dev.functiongraph.async.server.store.Stores;
import dev.functiongraph.async.server.store.postgresql.NodeSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Invocations of one function that are in a store before its server starts: put there by the store's ports,
 * without HTTP.
 */
final class StoredInvocations implements AutoCloseable {
    private static final int IN_FLIGHT = 10_000;
    private static final int FAILS_ONE_IN = 10;
    private static final Event EVENT = new Event(Connection.EVENT.getBytes(StandardCharsets.UTF_8));

    private final InvocationStore store;
    private final FunctionUrn function;
    private final TimeBasedEpochRandomGenerator ids = Generators.timeBasedEpochRandomGenerator();

    private StoredInvocations(InvocationStore store, FunctionUrn function) {
        this.store = store;
        this.function = function;
    }

    static StoredInvocations open(StoreLocation location, String function) throws IOException {
        Backlog unlimited = new Backlog(Long.MAX_VALUE, Long.MAX_VALUE);
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1), new Random());
        return new StoredInvocations(
                Stores.open(
                        location,
                        new Settings(unlimited, 0, backoff, urn -> true),
                        new NodeSettings("", "", Duration.ofSeconds(5), Duration.ofSeconds(30)),
                        Duration.ofDays(1)),
                FunctionUrn.parse(TestFunctions.urn(function)));
    }

    void addWaiting(int count) {
        for (int left = count; left > 0; left -= IN_FLIGHT) {
            Instant now = store.queue().clock().instant();
            join(Stream.generate(() -> invocation(now))
                    .limit(Math.min(IN_FLIGHT, left))
                    .map(invocation -> store.queue().enqueue(invocation, Optional::empty))
                    .toArray(CompletableFuture[]::new));
        }
    }

    void addEnded(int count) {
        for (int left = count; left > 0; left -= IN_FLIGHT) {
            addWaiting(Math.min(IN_FLIGHT, left));
            settleAll(store.queue().clock().instant());
        }
    }

    private void settleAll(Instant now) {
        InvocationQueue queue = store.queue();
        Claim claim = queue.claim(function, () -> IN_FLIGHT, now, new Lease(now.plus(Duration.ofHours(1)), IN_FLIGHT))
                .join();
        Settlement success = new Settlement.Succeeded("{}".getBytes(StandardCharsets.UTF_8));
        Settlement failure = new Settlement.Failed(ErrorCode.FUNCTION_FAILED, "no luck today");
        join(IntStream.range(0, claim.attempts().size())
                .mapToObj(i -> queue.settle(
                        claim.attempts().get(i), i % FAILS_ONE_IN == 0 ? failure : success, Optional.empty(), now))
                .toArray(CompletableFuture[]::new));
    }

    private static void join(CompletableFuture<?>... writes) {
        CompletableFuture.allOf(writes).join();
    }

    private Invocation invocation(Instant acceptedAt) {
        return new Invocation(ids.generate(), function, EVENT, acceptedAt, acceptedAt.plus(Duration.ofDays(1)));
    }

    @Override
    public void close() {
        store.close();
    }
}
