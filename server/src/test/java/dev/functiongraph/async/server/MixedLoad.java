package dev.functiongraph.async.server;

import dev.functiongraph.async.server.invocation.OperatorStore;
import dev.functiongraph.async.server.invocation.OperatorStore.Redrive;
import dev.functiongraph.async.server.store.Stores;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Concurrent load of all kinds: all that callers and operators do, at once, while the sums are checked. */
final class MixedLoad implements AutoCloseable {
    private static final int CALLERS_OF_EACH = 2;

    private final TestServer server;
    private final Path dataDir;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<?>> running = new ArrayList<>();
    private final ConcurrentLinkedQueue<String[]> toCancel = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<UUID> toRedrive = new ConcurrentLinkedQueue<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger canceled = new AtomicInteger();
    private final AtomicInteger redriven = new AtomicInteger();
    private final AtomicInteger samples = new AtomicInteger();
    private final Set<Long> drifts = ConcurrentHashMap.newKeySet();
    private final Set<String> problems = ConcurrentHashMap.newKeySet();
    private volatile boolean ending;

    MixedLoad(TestServer server, Path dataDir) {
        this.server = server;
        this.dataDir = dataDir;
    }

    void begin(String... functions) {
        for (String function : functions) {
            for (int i = 0; i < CALLERS_OF_EACH; i++) {
                repeat(() -> send(function));
            }
        }
        repeat(this::cancel);
        running.add(threads.submit(this::redrive));
        running.add(threads.submit(this::sample));
        running.add(threads.submit(this::examine));
    }

    private void repeat(Callable<?> step) {
        running.add(threads.submit(() -> {
            while (!ending) {
                step.call();
            }
            return null;
        }));
    }

    /** @return the status of the answer */
    int send(String function) throws Exception {
        HttpResponse<String> answer = server.invoke(function, "{}");
        if (answer.statusCode() == 202) {
            String id = answer.headers().firstValue("X-Request-Id").orElseThrow();
            int number = accepted.incrementAndGet();
            if (number % 3 == 0) {
                toCancel.add(new String[] {function, id});
            }
            toRedrive.add(UUID.fromString(id));
        }
        return answer.statusCode();
    }

    private Void cancel() throws Exception {
        String[] next = toCancel.poll();
        if (next != null && server.cancel(next[0], next[1]).statusCode() == 200) {
            canceled.incrementAndGet();
        }
        return null;
    }

    /** As an operator would, beside the running server; one that has not failed, or not yet, is skipped. */
    private Void redrive() throws Exception {
        try (OperatorStore store = Stores.openForOperator(dataDir)) {
            while (!ending) {
                UUID next = toRedrive.poll();
                if (next != null && store.redrive(next, UUID.randomUUID(), Clock.systemUTC()) == Redrive.QUEUED) {
                    redriven.incrementAndGet();
                }
            }
        }
        return null;
    }

    private Void sample() throws Exception {
        try (OperatorStore store = Stores.openForOperator(dataDir)) {
            while (!ending) {
                drifts.add(store.records().tally().drift());
                samples.incrementAndGet();
            }
        }
        return null;
    }

    /** Counts the invocations themselves, too. */
    private Void examine() throws Exception {
        try (OperatorStore store = Stores.openForOperator(dataDir)) {
            while (!ending) {
                problems.addAll(store.problems());
            }
        }
        return null;
    }

    /** Returns when everybody has stopped; fails if somebody had to stop before. */
    void end() throws Exception {
        ending = true;
        for (Future<?> part : running) {
            part.get(60, TimeUnit.SECONDS);
        }
    }

    int accepted() {
        return accepted.get();
    }

    int canceled() {
        return canceled.get();
    }

    int redriven() {
        return redriven.get();
    }

    Set<Long> driftsSeen() {
        return drifts;
    }

    Set<String> problemsSeen() {
        return problems;
    }

    @Override
    public String toString() {
        return "%d accepted, %d canceled, %d redriven, %d samples"
                .formatted(accepted(), canceled(), redriven(), samples.get());
    }

    @Override
    public void close() {
        ending = true;
        threads.shutdownNow();
    }
}
