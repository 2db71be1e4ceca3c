package dev.functiongraph.async.server.invocation;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way from an outcome to stable storage: the outcome's settlement, the event of its destination, the write, and the
 * repetition of a write that failed. Thread-safe.
 */
final class Settler {
    private static final Logger log = LoggerFactory.getLogger(Settler.class);

    private final InvocationQueue queue;
    private final RetryPolicy retries;
    private final DestinationEvents destinations;
    private final SteadyClock clock;
    private final Queue<RunningAttempt> unsettled = new ConcurrentLinkedQueue<>();

    Settler(InvocationQueue queue, RetryPolicy retries, DestinationEvents destinations) {
        this.queue = queue;
        this.retries = retries;
        this.destinations = destinations;
        this.clock = queue.clock();
    }

    /**
     * Settles an attempt that has ended.
     *
     * @param outcome null if there is a failure
     * @param failure why there is no outcome; a {@link CancellationException} if the attempt was stopped
     */
    void settle(RunningAttempt run, @Nullable Outcome outcome, @Nullable Throwable failure) {
        settle(run, decide(run, outcome, failure));
    }

    /** What goes wrong here would be swallowed by the future, and the attempt with its slot be forgotten. */
    private Settlement decide(RunningAttempt run, @Nullable Outcome outcome, @Nullable Throwable failure) {
        try {
            return settlement(run, outcome, failure);
        } catch (RuntimeException | Error e) {
            log.error("{} could not be settled; will retry", run, e);
            return new Settlement.Requeued(clock.instant(), run.attempt.failures(), "the server failed");
        }
    }

    private Settlement settlement(RunningAttempt run, @Nullable Outcome outcome, @Nullable Throwable failure) {
        Instant now = clock.instant();
        if (outcome != null) {
            run.reported = Optional.of(outcome);
            return retries.settlement(run.function, run.attempt, outcome, now);
        }
        if (failure instanceof CancellationException) {
            return new Settlement.Requeued(now, run.attempt.failures(), "the attempt was stopped");
        }
        log.error("The runtime of {} failed", run.function.urn(), failure);
        Outcome unavailable = new Outcome.Unavailable("the runtime failed");
        run.reported = Optional.of(unavailable);
        return retries.settlement(run.function, run.attempt, unavailable, now);
    }

    /** The write comes before the slot is free: what is claimed for it comes after, also in the store. */
    void settle(RunningAttempt run, Settlement settlement) {
        run.settlement = settlement;
        try {
            write(run);
        } catch (RuntimeException | Error e) {
            log.error("{} could not be settled; will retry", run, e);
            unsettled.add(run);
        }
        run.end();
    }

    private void write(RunningAttempt run) {
        Settlement settlement = Objects.requireNonNull(run.settlement);
        queue.settle(run.attempt, settlement, following(run, settlement), clock.instant(), run.logToStore())
                .whenComplete((settled, failure) -> {
                    if (failure != null) {
                        if (!StoreException.isLogged(failure)) {
                            log.error("{} could not be settled; will retry", run, failure);
                        }
                        run.notSettled();
                        unsettled.add(run);
                        return;
                    }
                    AttemptLog.settled(run, settlement, settled.valid());
                    settled.refusal().ifPresent(destinations::refused);
                    run.finish();
                });
    }

    private Optional<Invocation> following(RunningAttempt run, Settlement settlement) {
        try {
            return destinations.following(run.function, run.attempt, settlement);
        } catch (RuntimeException | Error e) {
            log.error("{}: the event of its destination could not be made", run, e);
            return Optional.empty();
        }
    }

    /** Tries again to settle the attempts whose settlement the store could not take. */
    void retryPending() {
        for (int pending = unsettled.size(); pending > 0; pending--) {
            write(unsettled.remove());
        }
    }
}
