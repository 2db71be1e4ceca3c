package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.FunctionDefinition;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Attempts whose function's code runs inside the server, repeated because a server ended while they ran. Any of them
 * may have ended it: they run one at a time, so that the next end tells which it was. One that ran alone at too many
 * ends fails; one that was always in company only after many more. Code that runs elsewhere ends no server, and is
 * under no suspicion. Thread-safe.
 */
final class CrashSuspects {
    static final int MAX_LOST_ALONE = 5;
    static final int MAX_LOST = 25;

    private final Backoff backoff;
    private final AtomicReference<Attempt> running = new AtomicReference<>();

    CrashSuspects(Backoff backoff) {
        this.backoff = backoff;
    }

    /** What becomes of an attempt instead of being run; empty if it may run, and then {@link #ended} is called. */
    Optional<Settlement> insteadOfRunning(FunctionDefinition function, Attempt attempt, Instant now) {
        if (attempt.lost() == 0 || !function.runtime().isInProcess()) {
            return Optional.empty();
        }
        if (attempt.lostAlone() >= MAX_LOST_ALONE || attempt.lost() >= MAX_LOST) {
            String message = "the server ended " + attempt.lost() + " times while the function ran";
            return Optional.of(new Settlement.Failed(ErrorCode.FUNCTION_FAILED, message));
        }
        if (running.compareAndSet(null, attempt)) {
            return Optional.empty();
        }
        return Optional.of(new Settlement.Requeued(
                now.plus(backoff.before(attempt.number())),
                attempt.failures(),
                "waits until another that ran when the server ended has run"));
    }

    void ended(Attempt attempt) {
        running.compareAndSet(attempt, null);
    }
}
