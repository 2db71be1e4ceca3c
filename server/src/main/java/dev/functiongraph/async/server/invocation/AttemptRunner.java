package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.FunctionCatalog;
import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.units.Units;
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
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Takes claimed attempts from their start to their settlement. Thread-safe. */
public final class AttemptRunner {
    private static final Logger log = LoggerFactory.getLogger(AttemptRunner.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final InvocationStore store;
    private final FunctionRuntime runtime;
    private final RetryPolicy retries;
    private final CrashSuspects suspects;
    private final Completion completion;
    private final SteadyClock clock;
    private final Set<Run> running = ConcurrentHashMap.newKeySet();
    private final Set<UUID> toStop = ConcurrentHashMap.newKeySet();
    private final Queue<Run> unsettled = new ConcurrentLinkedQueue<>();

    public AttemptRunner(
            Supplier<FunctionCatalog> catalog,
            InvocationStore store,
            FunctionRuntime runtime,
            Backoff backoff,
            Supplier<UUID> ids) {
        this.store = store;
        this.runtime = runtime;
        this.retries = new RetryPolicy(backoff);
        this.suspects = new CrashSuspects(backoff);
        this.clock = store.clock();
        this.completion = new Completion(catalog, ids, clock);
    }

    /**
     * Starts an attempt and returns at once.
     *
     * @param onSettled called, from any thread, when the attempt's settlement is on stable storage; with what its runtime
     *     said of it, if it did
     */
    void start(
            FunctionDefinition function, Attempt attempt, Instant leaseUntil, Consumer<Optional<Outcome>> onSettled) {
        Optional<Settlement> instead = suspects.insteadOfRunning(function, attempt, clock.instant());
        CompletableFuture<Outcome> outcome =
                instead.isPresent() ? new CompletableFuture<>() : invoke(function, attempt);
        Run run = new Run(function, attempt, leaseUntil, onSettled, outcome);
        running.add(run);
        if (instead.isPresent()) {
            run.settlement = instead.get();
            settle(run);
            return;
        }
        if (toStop.remove(attempt.invocation().requestId())) {
            stop(run);
        }
        outcome.whenComplete((ended, failure) -> end(run, ended, failure));
    }

    /** What goes wrong here would be swallowed by the future, and the attempt with its slot be forgotten. */
    private void end(Run run, Outcome outcome, Throwable failure) {
        try {
            run.settlement = settlement(run, outcome, failure);
            settle(run);
        } catch (RuntimeException | Error e) {
            log.error("{} is not settled yet; it is tried again", run, e);
            if (run.settlement == null) {
                run.settlement = new Settlement.Requeued(clock.instant(), run.attempt.failures(), "the server failed");
            }
            unsettled.add(run);
        }
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
            run.said = Optional.of(outcome);
            return retries.settlement(run.function, run.attempt, outcome, now);
        }
        if (failure instanceof CancellationException) {
            return new Settlement.Requeued(now, run.attempt.failures(), "the attempt was stopped");
        }
        log.error("The runtime of {} failed", run.function.urn(), failure);
        run.said = Optional.of(new Outcome.Unavailable("the runtime failed"));
        return retries.settlement(run.function, run.attempt, run.said.get(), now);
    }

    private void settle(Run run) {
        Instant now = clock.instant();
        Optional<Invocation> next;
        try {
            next = completion.following(run.function, run.attempt, run.settlement);
        } catch (RuntimeException | Error e) {
            log.error("{}: its destination cannot be told how it ended", run, e);
            next = Optional.empty();
        }
        store.settle(run.attempt, run.settlement, next, now).whenComplete((settled, failure) -> {
            if (failure != null) {
                if (!StoreException.isLogged(failure)) {
                    log.error("{} is not settled yet; it is tried again", run, failure);
                }
                unsettled.add(run);
                return;
            }
            report(run, settled.valid());
            settled.refusal().ifPresent(completion::refused);
            running.remove(run);
            suspects.ended(run.attempt);
            run.onSettled.accept(run.said);
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
            // Of what cannot be run the circuit breaker tells, once for all that waits.
            boolean ran = run.said.isPresent() && run.said.get() instanceof Outcome.FunctionError;
            log.atLevel(ran ? Level.INFO : Level.DEBUG).log("{} waits again: {}", run, requeued.message());
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
        Optional<Invocation> next = function.flatMap(it -> completion.following(it, waiting, reason));
        return store.discard(waiting, reason, next, clock.instant()).thenApply(settled -> {
            settled.refusal().ifPresent(completion::refused);
            if (settled.valid()) {
                log.warn("{} is discarded: {}", waiting.invocation().requestId(), reason.message());
            }
            return settled.valid();
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

    int underWay() {
        return running.size();
    }

    /** Waits for what runs; what still runs after the limit is stopped, and waits for the next start of a server. */
    void drain(Duration limit) throws InterruptedException {
        if (!settledWithin(limit)) {
            log.warn(
                    "{} attempts still run after {}; they are stopped and queued again",
                    running.size(),
                    Units.text(limit));
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
        final Consumer<Optional<Outcome>> onSettled;
        final CompletableFuture<Outcome> outcome;
        final CompletableFuture<Void> settled = new CompletableFuture<>();
        volatile Settlement settlement;
        volatile Optional<Outcome> said = Optional.empty();
        volatile boolean canceled;

        Run(
                FunctionDefinition function,
                Attempt attempt,
                Instant leaseUntil,
                Consumer<Optional<Outcome>> onSettled,
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
