package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.FunctionCatalog;
import dev.functiongraph.async.server.function.FunctionDefinition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes claimed attempts from their start to their settlement. Thread-safe. */
public final class AttemptRunner {
    private static final Logger log = LoggerFactory.getLogger(AttemptRunner.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final InvocationStore store;
    private final FunctionRuntime runtime;
    private final RetryPolicy retries;
    private final Completion completion;
    private final Clock clock;
    private final Set<Run> running = ConcurrentHashMap.newKeySet();
    private final Set<UUID> toStop = ConcurrentHashMap.newKeySet();
    private final Queue<Run> unsettled = new ConcurrentLinkedQueue<>();

    public AttemptRunner(
            Supplier<FunctionCatalog> catalog,
            InvocationStore store,
            FunctionRuntime runtime,
            RetryPolicy retries,
            Clock clock,
            Supplier<UUID> ids) {
        this.store = store;
        this.runtime = runtime;
        this.retries = retries;
        this.completion = new Completion(catalog, ids);
        this.clock = clock;
    }

    /**
     * Starts an attempt and returns at once.
     *
     * @param onSettled called, from any thread, when the attempt's settlement is on stable storage
     */
    void start(FunctionDefinition function, Attempt attempt, Instant leaseUntil, Runnable onSettled) {
        Run run = new Run(function, attempt, leaseUntil, onSettled, invoke(function, attempt));
        running.add(run);
        if (toStop.remove(attempt.invocation().requestId())) {
            stop(run);
        }
        run.outcome.whenComplete((outcome, failure) -> {
            run.settlement = settlement(run, outcome, failure);
            settle(run);
        });
    }

    private CompletableFuture<Outcome> invoke(FunctionDefinition function, Attempt attempt) {
        try {
            return runtime.invoke(function, attempt);
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Settlement settlement(Run run, Outcome outcome, Throwable failure) {
        Instant now = clock.instant();
        if (outcome != null) {
            return retries.settlement(run.function, run.attempt, outcome, now);
        }
        if (failure instanceof CancellationException) {
            return new Settlement.Requeued(now, run.attempt.failures(), "the attempt was stopped");
        }
        log.error("The runtime of {} failed", run.function.urn(), failure);
        return retries.settlement(run.function, run.attempt, new Outcome.Unavailable("the runtime failed"), now);
    }

    private void settle(Run run) {
        Instant now = clock.instant();
        Optional<Invocation> next;
        try {
            next = completion.following(run.function, run.attempt, run.settlement, now);
        } catch (RuntimeException | Error e) {
            log.error("{}: its destination cannot be told how it ended", run, e);
            next = Optional.empty();
        }
        store.settle(run.attempt, run.settlement, next, now).whenComplete((valid, failure) -> {
            if (failure != null) {
                log.error("{} is not settled yet; it is tried again", run, failure);
                unsettled.add(run);
                return;
            }
            report(run, valid);
            running.remove(run);
            run.onSettled.run();
            run.settled.complete(null);
        });
    }

    /** Tries again to settle the attempts whose settlement the store could not take. */
    void settlePending() {
        for (int pending = unsettled.size(); pending > 0; pending--) {
            settle(unsettled.remove());
        }
    }

    private static void report(Run run, boolean valid) {
        if (run.canceled) {
            log.info("{} was canceled", run);
        } else if (!valid) {
            log.warn("{} no longer had its lease; its outcome does not count", run);
        } else if (run.settlement instanceof Settlement.Failed failed) {
            log.warn("{} failed: {}", run, failed.message());
        } else if (run.settlement instanceof Settlement.Requeued requeued) {
            log.info("{} is repeated from {} on: {}", run, requeued.dueAt(), requeued.message());
        } else {
            log.debug("{} succeeded", run);
        }
    }

    /**
     * Discards what waits, and tells its destination.
     *
     * @param function empty if the catalog no longer knows it
     */
    CompletableFuture<Boolean> discard(
            Optional<FunctionDefinition> function, Attempt waiting, Settlement.Discarded reason) {
        Instant now = clock.instant();
        return store.discard(
                        waiting, reason, function.flatMap(it -> completion.following(it, waiting, reason, now)), now)
                .thenApply(discarded -> {
                    if (discarded) {
                        log.warn("{} is discarded: {}", waiting.invocation().requestId(), reason.message());
                    }
                    return discarded;
                });
    }

    /** The attempts under way whose first lease ends before then: it has outlived their time-out already. */
    List<Attempt> withLeasesUntil(Instant then) {
        return running.stream()
                .filter(run -> run.leaseUntil.isBefore(then))
                .map(run -> run.attempt)
                .toList();
    }

    /**
     * Stops the attempts of an invocation that was canceled.
     *
     * @param claimed whether one is certain to be here, or about to start
     */
    void stop(UUID requestId, boolean claimed) {
        if (claimed) {
            toStop.add(requestId);
        }
        for (Run run : running) {
            if (run.attempt.invocation().requestId().equals(requestId)) {
                toStop.remove(requestId);
                stop(run);
            }
        }
    }

    private static void stop(Run run) {
        run.canceled = true;
        run.outcome.cancel(true);
    }

    /** Waits for what runs; what still runs after the limit is stopped, and waits for the next start of a server. */
    void drain(Duration limit) throws InterruptedException {
        if (!settledWithin(limit)) {
            log.warn("{} attempts still run after {}; they are stopped and queued again", running.size(), limit);
            running.forEach(run -> run.outcome.cancel(true));
            settledWithin(STOP_LIMIT);
        }
    }

    private boolean settledWithin(Duration limit) throws InterruptedException {
        CompletableFuture<?>[] all = running.stream().map(run -> run.settled).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(all).get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An attempt under way, until it is settled. */
    private static final class Run {
        final FunctionDefinition function;
        final Attempt attempt;
        final Instant leaseUntil;
        final Runnable onSettled;
        final CompletableFuture<Outcome> outcome;
        final CompletableFuture<Void> settled = new CompletableFuture<>();
        volatile Settlement settlement;
        volatile boolean canceled;

        Run(
                FunctionDefinition function,
                Attempt attempt,
                Instant leaseUntil,
                Runnable onSettled,
                CompletableFuture<Outcome> outcome) {
            this.function = function;
            this.attempt = attempt;
            this.leaseUntil = leaseUntil;
            this.onSettled = onSettled;
            this.outcome = outcome;
        }

        @Override
        public String toString() {
            return attempt.invocation().requestId() + " attempt " + attempt.number();
        }
    }
}
