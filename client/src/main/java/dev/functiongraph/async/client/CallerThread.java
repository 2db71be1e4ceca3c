package dev.functiongraph.async.client;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Does a call's work in the thread that waits for it: there the token is asked for, and exceptions show who called, as if
 * there were no other threads.
 */
final class CallerThread implements Executor {

    private final BlockingQueue<Runnable> work = new LinkedBlockingQueue<>();

    @Override
    public void execute(Runnable task) {
        work.add(task);
    }

    <R> R await(RepeatingCall<?, R> call) {
        call.result.whenComplete((value, failure) -> work.add(() -> {}));
        while (!call.result.isDone()) {
            try {
                work.take().run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                call.stop(e);
            }
        }
        try {
            return call.result.join();
        } catch (CompletionException e) {
            throw unwrapped(e);
        }
    }

    private static RuntimeException unwrapped(CompletionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return (RuntimeException) e.getCause();
    }
}
