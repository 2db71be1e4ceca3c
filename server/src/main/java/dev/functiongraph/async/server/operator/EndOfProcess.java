package dev.functiongraph.async.server.operator;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The end that a signal brings to a command that would go on for ever: it may finish its line, and close its store. */
final class EndOfProcess implements AutoCloseable {
    private static final long LIMIT_MILLIS = 2_000;

    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::ending, "end");

    private EndOfProcess() {}

    static EndOfProcess await() {
        EndOfProcess end = new EndOfProcess();
        Runtime.getRuntime().addShutdownHook(end.hook);
        return end;
    }

    private void ending() {
        told.countDown();
        try {
            closed.await(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits; true if the process is to end. */
    boolean within(Duration time) {
        try {
            return told.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        if (told.getCount() > 0) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
        closed.countDown();
    }
}
