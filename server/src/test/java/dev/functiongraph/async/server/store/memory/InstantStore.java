package dev.functiongraph.async.server.store.memory;

import dev.functiongraph.async.server.invocation.Invocation;
import dev.functiongraph.async.server.invocation.InvocationStore;
import dev.functiongraph.async.server.invocation.SteadyClock;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * A store that costs nothing: it acknowledges every invocation at once, but keeps only the first, whose function is to
 * be one that never returns. To be measured, beside a store that keeps its promise.
 */
public final class InstantStore {
    private InstantStore() {}

    public static InvocationStore open(Path dir, InvocationStore.Settings settings) {
        MemoryData data = new MemoryData();
        SteadyClock clock = data.clock(Clock.systemUTC(), System::nanoTime);
        return new MemoryStore(new Queue(data, clock, settings), new MemoryRecords(data));
    }

    private static final class Queue extends MemoryQueue {
        private static final CompletableFuture<Enqueued> DONE = CompletableFuture.completedFuture(Enqueued.WAITING);

        private final AtomicBoolean hasFirst = new AtomicBoolean();

        private Queue(MemoryData data, SteadyClock clock, InvocationStore.Settings settings) {
            super(data, clock, settings);
        }

        @Override
        public CompletableFuture<Enqueued> enqueue(Invocation invocation, Supplier<Optional<Lease>> lease) {
            return !hasFirst.get() && hasFirst.compareAndSet(false, true) ? super.enqueue(invocation, lease) : DONE;
        }
    }
}
