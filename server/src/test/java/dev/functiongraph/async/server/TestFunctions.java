package dev.functiongraph.async.server;

import dev.functiongraph.async.server.runtime.FunctionContext;
import dev.functiongraph.async.server.runtime.FunctionHandler;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Functions whose calls are recorded for tests. What they saw is kept by function name, so that each test has its own.
 */
public final class TestFunctions {
    public static final String PROJECT = "7aad83af3e8d42e99ac194e8419e2c9b";

    private static final BlockingQueue<Seen> SEEN = new LinkedBlockingQueue<>();

    private TestFunctions() {}

    public record Seen(UUID requestId, int attempt, String event) {}

    /** Forgets what earlier tests saw. */
    public static void reset() {
        SEEN.clear();
    }

    /** Waits for the next run of any recorded function. */
    public static Seen next() throws InterruptedException {
        Seen seen = SEEN.poll(20, TimeUnit.SECONDS);
        if (seen == null) {
            throw new AssertionError("no function was run within 20 s");
        }
        return seen;
    }

    public static String urn(String name) {
        return "urn:fss:eu-de:" + PROJECT + ":function:default:" + name + ":latest";
    }

    /**
     * An entry of functions.yaml; {@code more} are further keys, each on a line of its own. Without a timeout among
     * them an attempt has a minute: on a busy machine a short one would fail what a test expects to succeed.
     */
    public static String entry(String name, Class<? extends FunctionHandler> handler, String... more) {
        StringBuilder entry = new StringBuilder(
                "  - urn: " + urn(name) + "\n    runtime: {type: java, handler: \"" + handler.getName() + "\"}\n");
        for (String line : more) {
            entry.append("    ").append(line).append('\n');
        }
        if (Stream.of(more).noneMatch(line -> line.startsWith("timeout:"))) {
            entry.append("    timeout: 1m\n");
        }
        return entry.toString();
    }

    public static final class Recording implements FunctionHandler {
        @Override
        public String handle(String event, FunctionContext context) {
            SEEN.add(new Seen(context.requestId(), context.attempt(), event));
            return event;
        }
    }

    /** Waits until it is interrupted. */
    public static final class Endless implements FunctionHandler {
        @Override
        public String handle(String event, FunctionContext context) throws InterruptedException {
            SEEN.add(new Seen(context.requestId(), context.attempt(), event));
            new CountDownLatch(1).await();
            return event;
        }
    }

    public static final class Failing implements FunctionHandler {
        @Override
        public String handle(String event, FunctionContext context) {
            SEEN.add(new Seen(context.requestId(), context.attempt(), event));
            throw new IllegalStateException("no luck today");
        }
    }
}
