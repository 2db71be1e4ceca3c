package dev.functiongraph.async.server.benchmark;

import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.Backlog;
import dev.functiongraph.async.server.invocation.Backoff;
import dev.functiongraph.async.server.invocation.Event;
import dev.functiongraph.async.server.invocation.Invocation;
import dev.functiongraph.async.server.invocation.InvocationStore;
import dev.functiongraph.async.server.invocation.InvocationStore.Settings;
import dev.functiongraph.async.server.store.Stores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Invocations that wait in a data directory before its server starts: put there by the store's port, without HTTP. */
final class WaitingInvocations {
    private static final int IN_FLIGHT = 2_000;
    private static final Event EVENT = new Event(Connection.EVENT.getBytes(StandardCharsets.UTF_8));

    private WaitingInvocations() {}

    static void fill(Path dataDir, String function, int count) throws IOException {
        FunctionUrn urn = FunctionUrn.parse(TestFunctions.urn(function));
        try (InvocationStore store = open(dataDir)) {
            for (int left = count; left > 0; left -= IN_FLIGHT) {
                Instant now = store.queue().clock().instant();
                CompletableFuture.allOf(Stream.generate(() -> invocation(urn, now))
                                .limit(Math.min(left, IN_FLIGHT))
                                .map(store.queue()::enqueue)
                                .toArray(CompletableFuture[]::new))
                        .join();
            }
        }
    }

    static InvocationStore open(Path dataDir) throws IOException {
        Backlog unlimited = new Backlog(Long.MAX_VALUE, Long.MAX_VALUE);
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1), new Random());
        return Stores.open(dataDir, new Settings(unlimited, 0, backoff, urn -> true));
    }

    static Invocation invocation(FunctionUrn function, Instant acceptedAt) {
        return new Invocation(UUID.randomUUID(), function, EVENT, acceptedAt, acceptedAt.plus(Duration.ofDays(1)));
    }
}
