package dev.functiongraph.async.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/**
 * A call that consists of steps with pauses between them. However its result ends, the step or pause in progress ends
 * with it.
 *
 * @param <S> the result of a step
 * @param <R> the result of the call
 */
abstract class RepeatingCall<S, R> {

    /** Completed with the exceptions themselves: a stage that throws would wrap them. */
    final CompletableFuture<R> result = new CompletableFuture<>();

    final Time time;
    private final Executor executor;
    private volatile CompletableFuture<?> current = CompletableFuture.completedFuture(null);
    private boolean stopped;
    private boolean inStep;

    /** @param executor does everything after the start of the first step */
    RepeatingCall(Time time, Executor executor) {
        this.time = time;
        this.executor = executor;
        result.whenComplete((value, failure) -> current.cancel(true));
    }

    abstract CompletableFuture<S> step();

    /**
     * Completes the result, requests another step by {@link #again}, or throws the exception that the result fails
     * with.
     */
    abstract void judge(S value, Throwable failure);

    /** Returns the exception that the result fails with if it is stopped from outside, in a step or between two. */
    abstract RuntimeException stopped(Throwable cause, boolean inStep);

    /** Takes the first step, and throws what that throws: nothing has begun. */
    final void start() {
        try {
            next();
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
            throw e;
        }
    }

    final void again(Duration pause) {
        synchronized (this) {
            inStep = false;
        }
        follow(time.pause(pause), (nothing, failure) -> next());
    }

    final void stop(Throwable cause) {
        boolean wasInStep;
        synchronized (this) {
            stopped = true;
            wasInStep = inStep;
        }
        result.completeExceptionally(stopped(cause, wasInStep));
    }

    private void next() {
        synchronized (this) {
            if (stopped || result.isDone()) {
                return;
            }
            inStep = true;
        }
        follow(step(), this::judge);
    }

    private <X> void follow(CompletableFuture<X> part, BiConsumer<X, Throwable> then) {
        current = part;
        if (result.isDone()) {
            part.cancel(true);
        }
        part.whenCompleteAsync(
                (value, failure) -> {
                    if (result.isDone()) {
                        return;
                    }
                    try {
                        then.accept(value, failure);
                    } catch (RuntimeException | Error e) {
                        result.completeExceptionally(e);
                    }
                },
                executor);
    }
}
