package dev.functiongraph.async.server.store.memory;

import dev.functiongraph.async.server.invocation.Invocation;
import dev.functiongraph.async.server.invocation.InvocationStore;
import dev.functiongraph.async.server.invocation.SteadyClock;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * A store that keeps only the first invocation, whose function is to be one that never returns. To be measured, beside
 * a store that keeps its promise.
 */
public final class InstantStore {
    private InstantStore() {}

    /** @param write of each further invocation; it is acknowledged when that completes */
    public static InvocationStore open(InvocationStore.Settings settings, Supplier<CompletableFuture<Void>> write) {
        MemoryData data = new MemoryData();
        SteadyClock clock = data.clock(Clock.systemUTC(), System::nanoTime);
        return new MemoryStore(new Queue(data, clock, settings, write), new MemoryRecords(data));
    }

    private static final class Queue extends MemoryQueue {
        private final AtomicBoolean hasFirst = new AtomicBoolean();
        private final Supplier<CompletableFuture<Void>> write;

        private Queue(
                MemoryData data,
                SteadyClock clock,
                InvocationStore.Settings settings,
                Supplier<CompletableFuture<Void>> write) {
            super(data, clock, settings);
            this.write = write;
        }

        @Override
        public CompletableFuture<Enqueued> enqueue(Invocation invocation, Supplier<Optional<Lease>> lease) {
            return !hasFirst.get() && hasFirst.compareAndSet(false, true)
                    ? super.enqueue(invocation, lease)
                    : write.get().thenApply(done -> Enqueued.WAITING);
        }
    }
}
