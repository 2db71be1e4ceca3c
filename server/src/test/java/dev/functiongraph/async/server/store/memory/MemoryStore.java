package dev.functiongraph.async.server.store.memory;

import dev.functiongraph.async.server.invocation.InvocationMaintenance;
import dev.functiongraph.async.server.invocation.InvocationQueue;
import dev.functiongraph.async.server.invocation.InvocationRecords;
import dev.functiongraph.async.server.invocation.InvocationStore;
import dev.functiongraph.async.server.invocation.SteadyClock;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * A store in memory, with all that the engine relies on and nothing else: the model that other stores are compared
 * with. As long as the process lives, who opens the same directory again finds what was there.
 */
public final class MemoryStore implements InvocationStore {
    private static final Map<Path, MemoryData> DATA = new ConcurrentHashMap<>();

    private final MemoryQueue queue;
    private final MemoryRecords records;

    MemoryStore(MemoryQueue queue, MemoryRecords records) {
        this.queue = queue;
        this.records = records;
    }

    public static MemoryStore open(Path dir, Settings settings) {
        return open(dir, settings, Clock.systemUTC(), System::nanoTime);
    }

    static MemoryStore open(Path dir, Settings settings, Clock wall, LongSupplier nanos) {
        MemoryData data = data(dir);
        synchronized (data) {
            SteadyClock clock = data.clock(wall, nanos);
            data.recover(clock, settings.afterCrash(), settings.isInProcess());
            return new MemoryStore(new MemoryQueue(data, clock, settings), new MemoryRecords(data));
        }
    }

    static MemoryData data(Path dir) {
        return DATA.computeIfAbsent(dir, any -> new MemoryData());
    }

    @Override
    public InvocationQueue queue() {
        return queue;
    }

    @Override
    public InvocationMaintenance maintenance() {
        return queue;
    }

    @Override
    public InvocationRecords records() {
        return records;
    }

    @Override
    public void close() {
        queue.keepUp();
    }
}
