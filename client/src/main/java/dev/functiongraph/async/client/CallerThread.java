package dev.functiongraph.async.client;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The executor of a call that blocks: all work is done in the thread that waits for the call, so that there the token
 * is requested, and exceptions show who called.
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
        return e.getCause() instanceof RuntimeException failure ? failure : e;
    }
}
