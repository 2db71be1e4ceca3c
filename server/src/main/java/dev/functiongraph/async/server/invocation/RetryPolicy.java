package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.FunctionDefinition;
import java.time.Instant;

/**
 * Decides what an outcome means. A function's own failure is repeated as often as its settings say, then recorded. A
 * runtime that is unreachable or busy costs no repetition: the invocation waits on until its age runs out.
 */
public final class RetryPolicy {
    private final Backoff backoff;

    public RetryPolicy(Backoff backoff) {
        this.backoff = backoff;
    }

    public Settlement settlement(FunctionDefinition function, Attempt attempt, Outcome outcome, Instant now) {
        if (outcome instanceof Outcome.Success success) {
            return new Settlement.Succeeded(success.result());
        }
        if (outcome instanceof Outcome.FunctionError error) {
            int failures = attempt.failures() + 1;
            Instant dueAt = now.plus(backoff.before(failures));
            boolean mayRunAgain = failures <= function.async().maxRetryAttempts()
                    && dueAt.isBefore(attempt.invocation().expiresAt());
            return mayRunAgain
                    ? new Settlement.Requeued(dueAt, failures, error.message())
                    : new Settlement.Failed(error.code(), error.message());
        }
        String reason = ((Outcome.Unavailable) outcome).reason();
        return new Settlement.Requeued(now.plus(backoff.before(attempt.number())), attempt.failures(), reason);
    }
}
