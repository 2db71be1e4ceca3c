package dev.functiongraph.async.server.store.memory;

import dev.functiongraph.async.server.invocation.InvocationStore;
import dev.functiongraph.async.server.invocation.SimulatedClock;
import dev.functiongraph.async.server.store.InvocationStoreContract;
import java.nio.file.Path;

class MemoryStoreTest extends InvocationStoreContract {
    @Override
    protected InvocationStore open(Path dir, InvocationStore.Settings settings, SimulatedClock clock) {
        return MemoryStore.open(dir, settings, clock, clock::nanos);
    }
}
