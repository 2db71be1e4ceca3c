package dev.functiongraph.async.server.runtime.child;

import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.function.RuntimeDefinition.Child;
import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.FunctionLog;
import dev.functiongraph.async.server.invocation.Outcome;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runtime of functions in child processes. Instances are started when events wait for them, each runs one event at
 * a time, and those that have none for long are ended.
 */
public final class ChildRuntime implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ChildRuntime.class);

    private static final long MAX_UNPACKED = 2L << 30;
    private static final long POLITE_MILLIS = 1_000;

    private final SharedResources shared;
    private final CodeArchive archives;
    private final MemoryWatch memory;
    /** In tasks of the shared executor alone. */
    private final Map<FunctionUrn, InstancePool> pools = new HashMap<>();

    private ChildRuntime(SharedResources shared) {
        this.shared = shared;
        this.archives = new CodeArchive(shared.work().code(), MAX_UNPACKED);
        this.memory = new MemoryWatch(shared);
    }

    /** @throws IOException if the directory cannot be used */
    public static ChildRuntime open(ChildSettings settings) throws IOException {
        ChildRuntime runtime = new ChildRuntime(SharedResources.open(settings));
        runtime.shared.repeat(runtime::tick);
        return runtime;
    }

    /** The functions that there are: others are ended, and what is to be warm is started. */
    public void serve(Collection<FunctionDefinition> functions) {
        shared.execute(() -> {
            Set<FunctionUrn> known = new HashSet<>();
            for (FunctionDefinition function : functions) {
                if (function.runtime() instanceof Child child && function.enabled()) {
                    known.add(function.urn());
                    pool(function, child).dispatch();
                }
            }
            pools.forEach((urn, pool) -> {
                if (!known.contains(urn)) {
                    pool.remove();
                }
            });
        });
    }

    public CompletableFuture<Outcome> invoke(
            FunctionDefinition function, Child child, Attempt attempt, FunctionLog output) {
        PendingAttempt pending = new PendingAttempt(function, attempt, output, new CompletableFuture<>());
        shared.execute(() -> pool(function, child).submit(pending));
        pending.outcome().whenComplete((outcome, stopped) -> {
            if (stopped != null) {
                shared.execute(() -> stop(pending));
            }
        });
        return pending.outcome();
    }

    private void stop(PendingAttempt attempt) {
        InstancePool pool = pools.get(attempt.function().urn());
        if (pool != null) {
            pool.stop(attempt);
        }
    }

    private InstancePool pool(FunctionDefinition function, Child child) {
        InstancePool pool =
                pools.computeIfAbsent(function.urn(), urn -> new InstancePool(function, child, shared, archives));
        pool.define(function, child);
        return pool;
    }

    private void tick() {
        pools.values().forEach(InstancePool::tick);
        pools.values().removeIf(InstancePool::isUnused);
        memory.look(instances());
    }

    private List<Instance> instances() {
        return pools.values().stream()
                .flatMap(pool -> pool.instances().stream())
                .toList();
    }

    /** Ends all processes: first they are asked to. */
    @Override
    public void close() {
        try {
            CountDownLatch ended = new CountDownLatch(1);
            shared.execute(() -> {
                pools.values().forEach(InstancePool::remove);
                instances().forEach(Instance::end);
                waitUntilEnded(ended);
            });
            if (!ended.await(POLITE_MILLIS, TimeUnit.MILLISECONDS)) {
                shared.execute(() -> instances().forEach(Instance::kill));
                if (!ended.await(POLITE_MILLIS, TimeUnit.MILLISECONDS)) {
                    log.warn("Processes of functions are still ending");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            shared.close();
        }
    }

    private void waitUntilEnded(CountDownLatch ended) {
        if (instances().isEmpty()) {
            ended.countDown();
        } else {
            shared.later(() -> waitUntilEnded(ended));
        }
    }
}
