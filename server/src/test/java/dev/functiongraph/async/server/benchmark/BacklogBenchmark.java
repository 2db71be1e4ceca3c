package dev.functiongraph.async.server.benchmark;

import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.TestServer;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.Backlog;
import dev.functiongraph.async.server.invocation.Backoff;
import dev.functiongraph.async.server.invocation.Event;
import dev.functiongraph.async.server.invocation.Invocation;
import dev.functiongraph.async.server.invocation.InvocationRecords.Query;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.invocation.InvocationStore;
import dev.functiongraph.async.server.invocation.InvocationStore.Settings;
import dev.functiongraph.async.server.invocation.OperatorStore;
import dev.functiongraph.async.server.store.Stores;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * The effect of a million waiting invocations on the start of a server, accepting and listing, each as a ratio to an
 * empty store's in the same process; and the heap that is in use. Run it with the heap that is to suffice, for example
 * -Xmx128m.
 */
public final class BacklogBenchmark {
    private static final int WAITING = Integer.getInteger("waiting", 1_000_000);
    private static final int IN_FLIGHT = 2_000;
    private static final int CALLS = 2_000;
    private static final int ROUNDS = Integer.getInteger("rounds", 3);
    private static final Event EVENT =
            new Event(("{\"k\":\"" + "x".repeat(200) + "\"}").getBytes(StandardCharsets.UTF_8));

    private BacklogBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path emptyDir = Files.createTempDirectory("empty");
        Path fullDir = Files.createTempDirectory("full");
        fill(fullDir.resolve("data"));
        String entries = TestFunctions.entry("fn", TestFunctions.Endless.class, "timeout: 1h", "concurrency: 1");
        long emptyStart = System.nanoTime();
        try (TestServer empty =
                TestServer.start(emptyDir, entries, "drain-timeout", "1ms", "max-backlog", "1000000000")) {
            long fullStart = System.nanoTime();
            try (TestServer full =
                    TestServer.start(fullDir, entries, "drain-timeout", "1ms", "max-backlog", "1000000000")) {
                long started = System.nanoTime();
                System.out.printf(
                        "start: empty %.0f ms (the first in this process), with %,d waiting %.0f ms%n",
                        (fullStart - emptyStart) / 1e6, WAITING, (started - fullStart) / 1e6);
                accept(empty);
                accept(full);
                for (int round = 1; round <= ROUNDS; round++) {
                    long a = accept(empty);
                    long b = accept(full);
                    long c = list(emptyDir);
                    long d = list(fullDir);
                    System.out.printf(
                            "round %d: accept, median: empty %.3f ms, full %.3f ms, ratio %.2f;"
                                    + " list 100, median: empty %.3f ms, full %.3f ms, ratio %.2f%n",
                            round, a / 1e6, b / 1e6, (double) b / a, c / 1e6, d / 1e6, (double) d / c);
                }
                System.gc();
                Runtime runtime = Runtime.getRuntime();
                System.out.printf(
                        "heap in use %d MiB, the limit is %d MiB; the database has %d MiB%n",
                        (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                        runtime.maxMemory() >> 20,
                        Files.size(fullDir.resolve("data/invocations.db")) >> 20);
            }
        }
    }

    private static void fill(Path dataDir) throws Exception {
        FunctionUrn function = FunctionUrn.parse(TestFunctions.urn("fn"));
        long begin = System.nanoTime();
        Backlog backlog = new Backlog(Long.MAX_VALUE, Long.MAX_VALUE);
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1), new Random());
        try (InvocationStore store = Stores.open(dataDir, new Settings(backlog, 0, backoff, urn -> true))) {
            List<CompletableFuture<?>> inFlight = new ArrayList<>();
            for (int i = 0; i < WAITING; i++) {
                Instant now = store.queue().clock().instant();
                Invocation invocation =
                        new Invocation(UUID.randomUUID(), function, EVENT, now, now.plusSeconds(86_400));
                inFlight.add(store.queue().enqueue(invocation, Optional.empty()));
                if (inFlight.size() == IN_FLIGHT) {
                    CompletableFuture.allOf(inFlight.toArray(CompletableFuture[]::new))
                            .join();
                    inFlight.clear();
                }
            }
            CompletableFuture.allOf(inFlight.toArray(CompletableFuture[]::new)).join();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf("filled with %,d in %.1f s, %,.0f a second%n", WAITING, seconds, WAITING / seconds);
    }

    private static long accept(TestServer server) throws Exception {
        long[] nanos = new long[CALLS];
        for (int i = 0; i < CALLS; i++) {
            long begin = System.nanoTime();
            if (server.invoke("fn", EVENT.text()).statusCode() != 202) {
                throw new IllegalStateException("not accepted");
            }
            nanos[i] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        return nanos[CALLS / 2];
    }

    private static long list(Path dir) throws Exception {
        long[] nanos = new long[CALLS / 10];
        try (OperatorStore store = Stores.openForOperator(dir.resolve("data"))) {
            for (int i = 0; i < nanos.length; i++) {
                long begin = System.nanoTime();
                store.records()
                        .list(new Query(
                                Optional.of(FunctionUrn.parse(TestFunctions.urn("fn"))),
                                i % 2 == 0 ? Optional.empty() : Optional.of(InvocationStatus.WAIT),
                                Optional.empty(),
                                Optional.empty(),
                                Long.MAX_VALUE,
                                100));
                nanos[i] = System.nanoTime() - begin;
            }
        }
        Arrays.sort(nanos);
        return nanos[nanos.length / 2];
    }
}
