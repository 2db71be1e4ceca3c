package dev.functiongraph.async.client;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;

/** Looks an invocation up until it has ended: seldom in between, more often again before its time is over. */
final class Awaiting extends Repetition<Optional<Invocation>, Invocation> {

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Backoff BACKOFF = new Backoff(SHORTEST, Duration.ofSeconds(5));

    private final Request<Optional<Invocation>> find;
    private final UUID requestId;
    private final Duration timeout;
    private final Wire wire;
    private final Executor executor;
    private final Deadline deadline;
    private Optional<Invocation> seen = Optional.empty();
    private int looks;

    /** Whether this time limit is the one that ends the retries of the look that goes on. */
    private boolean lastLook;

    private Throwable lastFailure;

    Awaiting(Request<Optional<Invocation>> find, UUID requestId, Duration timeout, Wire wire, Executor executor) {
        super(wire.time(), executor);
        this.find = find;
        this.requestId = requestId;
        this.timeout = timeout;
        this.wire = wire;
        this.executor = executor;
        deadline = Deadline.in(timeout, time);
    }

    @Override
    CompletableFuture<Optional<Invocation>> step() {
        if (deadline.isOver()) {
            throw timedOut(lastFailure);
        }
        looks++;
        lastLook = deadline.orEarlier(wire.deadline()) == deadline;
        Sending<Optional<Invocation>> look = new Sending<>(find, wire, executor, deadline);
        look.start();
        return look.result;
    }

    @Override
    void judge(Optional<Invocation> found, Throwable failure) {
        if (failure != null) {
            if (lastLook
                    && failure instanceof FunctionGraphException known
                    && wire.retries().survive(known, find.operation())) {
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
        return TransportException.of(find, new Attempt(find.http()), cause);
    }
}
