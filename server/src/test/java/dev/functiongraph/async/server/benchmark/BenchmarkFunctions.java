package dev.functiongraph.async.server.benchmark;

import dev.functiongraph.async.server.runtime.FunctionContext;
import dev.functiongraph.async.server.runtime.FunctionHandler;
import java.util.concurrent.CountDownLatch;

/** The functions of the benchmark. */
public final class BenchmarkFunctions {
    private BenchmarkFunctions() {}

    /** Never returns: with a concurrency of 1, all further events of its function wait. */
    public static final class Stuck implements FunctionHandler {
        @Override
        public String handle(String event, FunctionContext context) throws InterruptedException {
            new CountDownLatch(1).await();
            return event;
        }
    }

    /** Does nothing. */
    public static final class NoOp implements FunctionHandler {
        @Override
        public String handle(String event, FunctionContext context) {
            return "{}";
        }
    }
}
