package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.units.Units;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registry of the attempts under way: starts them, stops them, and waits for their end. Thread-safe. */
final class RunningAttempts {
    private static final Logger log = LoggerFactory.getLogger(RunningAttempts.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final FunctionRuntime runtime;
    private final CrashSuspects suspects;
    private final Settler settler;
    private final SteadyClock clock;
    private final BooleanSupplier isCutOff;
    private final Set<RunningAttempt> running = ConcurrentHashMap.newKeySet();
    /** Invocations that were canceled between an attempt's claim and its start. */
    private final Set<UUID> pendingStops = ConcurrentHashMap.newKeySet();

    RunningAttempts(
            FunctionRuntime runtime,
            CrashSuspects suspects,
            Settler settler,
            SteadyClock clock,
            BooleanSupplier isCutOff) {
        this.runtime = runtime;
        this.suspects = suspects;
        this.settler = settler;
        this.clock = clock;
        this.isCutOff = isCutOff;
    }

    /**
     * Starts a claimed attempt and returns at once.
     *
     * @param onEnd called, from any thread, when the function has ended; with the outcome that its runtime reported, if
     *     it did
     * @param onSettled called, from any thread, when the attempt's settlement is on stable storage; with whether the
     *     invocation waits again
     */
    void start(
            FunctionDefinition function,
            Attempt attempt,
            Instant leaseUntil,
            Consumer<Optional<Outcome>> onEnd,
            Consumer<Boolean> onSettled) {
        Optional<Settlement> instead = insteadOfRunning(function, attempt);
        FunctionLog log = new FunctionLog();
        CompletableFuture<Outcome> outcome =
                instead.isPresent() ? new CompletableFuture<>() : invoke(function, attempt, log);
        RunningAttempt run = new RunningAttempt(function, attempt, leaseUntil, log, outcome, onEnd, settled -> {
            running.remove(settled);
            suspects.ended(attempt);
            onSettled.accept(settled.settlement instanceof Settlement.Requeued);
        });
        running.add(run);
        if (instead.isPresent()) {
            settler.settle(run, instead.get());
            return;
        }
        if (pendingStops.remove(attempt.invocation().requestId())) {
            run.cancel();
        }
        outcome.whenComplete((ended, failure) -> settler.settle(run, ended, failure));
    }

    private Optional<Settlement> insteadOfRunning(FunctionDefinition function, Attempt attempt) {
        Instant now = clock.instant();
        return isCutOff.getAsBoolean()
                ? Optional.of(new Settlement.Requeued(now, attempt.failures(), "its node was cut off"))
                : suspects.insteadOfRunning(function, attempt, now);
    }

    private CompletableFuture<Outcome> invoke(FunctionDefinition function, Attempt attempt, FunctionLog log) {
        try {
            return runtime.invoke(function, attempt, log);
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** The attempts under way whose first lease ends before then: it has outlived their timeout already. */
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
            pendingStops.add(requestId);
        }
        for (RunningAttempt run : running) {
            if (run.attempt.invocation().requestId().equals(requestId)) {
                pendingStops.remove(requestId);
                run.cancel();
            }
        }
    }

    /** The attempts under way. */
    List<Attempt> all() {
        return running.stream().map(run -> run.attempt).toList();
    }

    /** Stops attempts that no longer own their invocation: how they end changes nothing. */
    void stop(Collection<Attempt> outdated) {
        if (!outdated.isEmpty()) {
            Set<Attempt> all = Set.copyOf(outdated);
            running.stream().filter(run -> all.contains(run.attempt)).forEach(RunningAttempt::cancel);
        }
    }

    /** Stops all that runs, for it may be started elsewhere. */
    void stopAll() {
        running.forEach(RunningAttempt::stop);
    }

    int count() {
        return running.size();
    }

    /**
     * Waits for the attempts under way; those that still run after the limit are stopped and wait for the next server.
     */
    void drain(Duration limit) throws InterruptedException {
        if (!settledWithin(limit)) {
            log.warn(
                    "Attempts that still run after {}: {}; they are stopped, and run again later",
                    Units.text(limit),
                    running.size());
            stopAll();
            settledWithin(STOP_LIMIT);
        }
    }

    private boolean settledWithin(Duration limit) throws InterruptedException {
        CompletableFuture<?>[] all =
                running.stream().map(RunningAttempt::settled).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(all).get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
