package dev.functiongraph.async.client;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The look-ups of an invocation until it has ended: less and less often, and more often again before the time is over.
 * One that fails in a way that can pass is followed by the next one.
 */
final class AwaitCall extends RepeatingCall<Optional<Invocation>, Invocation> {

    private final Request<Optional<Invocation>> find;
    private final UUID requestId;
    private final Duration timeout;
    private final CallContext context;
    private final Executor executor;
    private final Deadline deadline;
    private Optional<Invocation.Status> lastStatus = Optional.empty();
    private int lookUps;
    private @Nullable RetryingCall<Optional<Invocation>> lookUp;

    /** The failures since a look-up was answered, and the last one; null after an answer. */
    private int failures;

    private @Nullable FunctionGraphException lastFailure;

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
        this.context = context.withoutRetries();
        this.executor = executor;
        deadline = Deadline.in(timeout, time);
    }

    @Override
    CompletableFuture<Optional<Invocation>> step() {
        if (deadline.isOver()) {
            throw new AwaitTimeoutException(requestId, timeout, lastStatus, lastFailure);
        }
        lookUps++;
        RetryingCall<Optional<Invocation>> next = new RetryingCall<>(find, context, executor, deadline, failures);
        lookUp = next;
        next.start();
        return next.result;
    }

    @Override
    void judge(Optional<Invocation> found, Throwable failure) {
        if (failure instanceof FunctionGraphException known && known.isRetryable(find.operation())) {
            failures++;
            lastFailure = known;
            Duration pause = pause(known.leastPause());
            if (lookUp != null && pause.compareTo(deadline.left()) < 0) {
                lookUp.retrying(known, pause);
            }
            again(pause);
        } else if (failure != null) {
            result.completeExceptionally(failure);
        } else {
            failures = 0;
            lastFailure = null;
            seen(found.orElseThrow(() -> new InvocationNotFoundException(requestId)));
        }
    }

    private void seen(Invocation invocation) {
        lastStatus = Optional.of(invocation.status());
        if (invocation.status().isFinal()) {
            result.complete(invocation);
        } else {
            again(pause(Duration.ZERO));
        }
    }

    private Duration pause(Duration least) {
        Duration pause = context.pollInterval().pause(lookUps, time);
        Duration left = deadline.left();
        Duration half = left.dividedBy(2);
        if (half.compareTo(context.pollInterval().first()) < 0 || least.compareTo(left) > 0) {
            return left;
        }
        Duration earliest = pause.compareTo(half) < 0 ? pause : half;
        return earliest.compareTo(least) < 0 ? least : earliest;
    }

    @Override
    RuntimeException stopped(Throwable cause, boolean inStep) {
        return TransportFailures.of(find, Optional.of(new TrackedRequest(find.http())), cause);
    }
}
