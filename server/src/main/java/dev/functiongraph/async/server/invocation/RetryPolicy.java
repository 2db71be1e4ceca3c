package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.FunctionDefinition;
import java.time.Duration;
import java.time.Instant;

/**
 * The rule that turns an outcome into a settlement. A function's own failure is retried as often as its settings say,
 * then recorded. A runtime that is unreachable or busy costs no retry: the invocation waits on until it expires.
 */
final class RetryPolicy {
    private final Backoff backoff;

    RetryPolicy(Backoff backoff) {
        this.backoff = backoff;
    }

    Settlement settlement(FunctionDefinition function, Attempt attempt, Outcome outcome, Instant now) {
        return outcome.visit(new Outcome.Visitor<>() {
            @Override
            public Settlement success(Outcome.Success success) {
                return new Settlement.Succeeded(success.result());
            }

            @Override
            public Settlement functionError(Outcome.FunctionError error) {
                int failures = attempt.failures() + 1;
                Instant dueAt = now.plus(backoff.before(failures));
                boolean mayRunAgain = failures <= function.async().maxRetryAttempts()
                        && dueAt.isBefore(attempt.invocation().expiresAt());
                return mayRunAgain
                        ? new Settlement.Requeued(dueAt, failures, error.message())
                        : new Settlement.Failed(error.code(), error.message());
            }

            @Override
            public Settlement unavailable(Outcome.Unavailable unavailable) {
                Duration pause = backoff.before(attempt.number());
                // Events that were refused at one time do not all come back at one time.
                Duration asked = unavailable
                        .retryAfter()
                        .map(time -> time.plus(backoff.before(1)))
                        .orElse(Duration.ZERO);
                Instant dueAt = now.plus(pause.compareTo(asked) > 0 ? pause : asked);
                return new Settlement.Requeued(dueAt, attempt.failures(), unavailable.reason());
            }
        });
    }
}
