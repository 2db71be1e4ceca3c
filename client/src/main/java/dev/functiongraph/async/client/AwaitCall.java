package dev.functiongraph.async.client;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;

/** Looks an invocation up until it has ended: seldom in between, more often again before its time is over. */
final class AwaitCall extends RepeatingCall<Optional<Invocation>, Invocation> {

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Backoff BACKOFF = new Backoff(SHORTEST, Duration.ofSeconds(5));

    private final Request<Optional<Invocation>> find;
    private final UUID requestId;
    private final Duration timeout;
    private final CallContext context;
    private final Executor executor;
    private final Deadline deadline;
    private Optional<Invocation> seen = Optional.empty();
    private int looks;

    /** Whether this time limit is the one that ends the retries of the look that goes on. */
    private boolean lastLook;

    private Throwable lastFailure;

    AwaitCall(
            Request<Optional<Invocation>> find,
            UUID requestId,
            Duration timeout,
            CallContext context,
            Executor executor) {
        super(context.time(), executor);
        this.find = find;
        this.requestId = requestId;
        this.timeout = timeout;
        this.context = context;
        this.executor = executor;
        deadline = Deadline.in(timeout, time);
    }

    @Override
    CompletableFuture<Optional<Invocation>> step() {
        if (deadline.isOver()) {
            throw timedOut(lastFailure);
        }
        looks++;
        lastLook = deadline.orEarlier(context.deadline()) == deadline;
        RetryingCall<Optional<Invocation>> look = new RetryingCall<>(find, context, executor, deadline);
        look.start();
        return look.result;
    }

    @Override
    void judge(Optional<Invocation> found, Throwable failure) {
        if (failure != null) {
            if (lastLook
                    && failure instanceof FunctionGraphException known
                    && context.retries().survive(known, find.operation())) {
                // Only this time limit ended its retries: what may still come is waited for.
                lastFailure = failure;
                again(deadline.left());
                return;
            }
            boolean isOver = failure.getCause() instanceof TimeoutException && deadline.isOver();
            result.completeExceptionally(isOver ? timedOut(failure) : failure);
            return;
        }
        seen = found;
        Invocation invocation = found.orElseThrow(() -> new InvocationNotFoundException(requestId));
        if (invocation.status().isFinal()) {
            result.complete(invocation);
        } else {
            again(pause());
        }
    }

    private AwaitTimeoutException timedOut(Throwable cause) {
        return new AwaitTimeoutException(requestId, timeout, seen, cause);
    }

    private Duration pause() {
        Duration pause = BACKOFF.pause(looks, time);
        Duration half = deadline.left().dividedBy(2);
        if (half.compareTo(SHORTEST) < 0) {
            return deadline.left();
        }
        return pause.compareTo(half) < 0 ? pause : half;
    }

    @Override
    RuntimeException stopped(Throwable cause, boolean inStep) {
        return TransportException.of(find, new TrackedRequest(find.http()), cause);
    }
}
