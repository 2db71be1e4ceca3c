package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.FunctionDefinition;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An attempt under way, from its start until its settlement is on stable storage. Thread-safe. */
final class RunningAttempt {
    final FunctionDefinition function;
    final Attempt attempt;
    final Instant leaseUntil;

    /** How often its log may have been the reason why its settlement could not be stored. */
    private static final int LOG_TRIES = 10;

    /** What the function has written. */
    private final FunctionLog log;

    private final CompletableFuture<Outcome> outcome;
    private final Consumer<Optional<Outcome>> onEnd;
    private final Consumer<RunningAttempt> onSettled;
    private final CompletableFuture<Void> settled = new CompletableFuture<>();
    /** The outcome as its runtime reported it, if it did. */
    volatile Optional<Outcome> reported = Optional.empty();

    volatile @Nullable Settlement settlement;
    private volatile boolean canceled;
    private final AtomicInteger failedWrites = new AtomicInteger();

    /**
     * @param onEnd called once, from any thread, when the function has ended and its settlement is under way
     * @param onSettled called once, from any thread
     */
    RunningAttempt(
            FunctionDefinition function,
            Attempt attempt,
            Instant leaseUntil,
            FunctionLog log,
            CompletableFuture<Outcome> outcome,
            Consumer<Optional<Outcome>> onEnd,
            Consumer<RunningAttempt> onSettled) {
        this.function = function;
        this.attempt = attempt;
        this.leaseUntil = leaseUntil;
        this.log = log;
        this.outcome = outcome;
        this.onEnd = onEnd;
        this.onSettled = onSettled;
    }

    /** Its invocation was canceled. */
    void cancel() {
        canceled = true;
        stop();
    }

    boolean isCanceled() {
        return canceled;
    }

    void stop() {
        outcome.cancel(true);
    }

    /** Its function has ended, and its settlement is being written. */
    void end() {
        onEnd.accept(reported);
    }

    /** Its settlement is on stable storage. */
    void finish() {
        onSettled.accept(this);
        settled.complete(null);
    }

    /** Its settlement could not be stored. */
    void notSettled() {
        failedWrites.incrementAndGet();
    }

    /** What is to be stored of its log: nothing any more, where the settlement may have failed because of it. */
    byte[] logToStore() {
        return failedWrites.get() < LOG_TRIES ? log.bytes() : FunctionLog.NOTHING;
    }

    CompletableFuture<Void> settled() {
        return settled;
    }

    @Override
    public String toString() {
        return attempt.invocation().requestId() + " attempt " + attempt.number() + " of "
                + function.urn().functionName();
    }
}
