package dev.functiongraph.async.contract;

import dev.functiongraph.async.server.runtime.FunctionContext;
import dev.functiongraph.async.server.runtime.FunctionHandler;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A function that does what its event says, and tells the test about it. Public, because servers construct it by its
 * name.
 */
public final class ScriptedFunction implements FunctionHandler {
    /** It ends when the test lets it, or when it is interrupted. */
    static final String HOLD = "{\"do\":\"hold\"}";

    static final String FAIL = "{\"do\":\"fail\"}";
    static final String SUCCEED = "{}";

    private static final int PATIENCE_SECONDS = 30;
    private static final Map<String, Run> RUNS = new ConcurrentHashMap<>();

    /** What became of the attempts of one invocation. */
    private static final class Run {
        volatile String event = "";
        final AtomicInteger starts = new AtomicInteger();
        final CountDownLatch started = new CountDownLatch(1);
        final CountDownLatch released = new CountDownLatch(1);
        final CountDownLatch interrupted = new CountDownLatch(1);
    }

    @Override
    public String handle(String event, FunctionContext context) throws InterruptedException {
        Run run = run(context.requestId().toString());
        run.event = event;
        run.starts.incrementAndGet();
        run.started.countDown();
        if (event.equals(FAIL)) {
            throw new IllegalStateException("no luck today");
        }
        if (event.equals(HOLD)) {
            try {
                run.released.await();
            } catch (InterruptedException e) {
                run.interrupted.countDown();
                throw e;
            }
        }
        return event;
    }

    private static Run run(String requestId) {
        return RUNS.computeIfAbsent(requestId, id -> new Run());
    }

    /**
     * An entry of functions.yaml, with a timeout that no test reaches.
     *
     * @param more further keys, each on a line of its own
     */
    static String entry(String urn, String... more) {
        StringBuilder entry = new StringBuilder("  - urn: " + urn + "\n    runtime: {type: java, handler: "
                + ScriptedFunction.class.getName() + "}\n    timeout: 1h\n");
        for (String line : more) {
            entry.append("    ").append(line).append('\n');
        }
        return entry.toString();
    }

    static void awaitStart(String requestId) throws InterruptedException, TimeoutException {
        await(run(requestId).started, requestId + " was not started");
    }

    static void awaitInterrupt(String requestId) throws InterruptedException, TimeoutException {
        await(run(requestId).interrupted, requestId + " was not interrupted");
    }

    /** What it was given when it was started. */
    static String event(String requestId) {
        return run(requestId).event;
    }

    /** How many attempts of it there were. */
    static int starts(String requestId) {
        return run(requestId).starts.get();
    }

    static void letGo(String requestId) {
        run(requestId).released.countDown();
    }

    private static void await(CountDownLatch latch, String otherwise) throws InterruptedException, TimeoutException {
        if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new TimeoutException(otherwise);
        }
    }
}
