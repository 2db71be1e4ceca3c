package dev.functiongraph.async.server.store.memory;

import dev.functiongraph.async.server.invocation.Invocation;
import dev.functiongraph.async.server.invocation.InvocationStore;
import dev.functiongraph.async.server.invocation.StoreException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A store of which nobody knows whether it has stored what is new, as after a connection that broke at the commit. */
public final class SilentStore {
    private SilentStore() {}

    public static InvocationStore open(InvocationStore.Settings settings) {
        MemoryData data = new MemoryData();
        MemoryQueue queue = new MemoryQueue(data, data.clock(Clock.systemUTC(), System::nanoTime), settings) {
            @Override
            public CompletableFuture<Enqueued> enqueue(Invocation invocation, Supplier<Optional<Lease>> lease) {
                return CompletableFuture.failedFuture(StoreException.unknown("it did not answer", null));
            }
        };
        return new MemoryStore(queue, new MemoryRecords(data));
    }
}
