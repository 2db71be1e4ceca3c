package dev.functiongraph.async.client;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;

/** Sends a request, and sends it again where retries allow it. */
final class RetryingCall<R> extends RepeatingCall<HttpResponse<byte[]>, R> {

    private static final int MOST_SUPPRESSED = 10;
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final CallContext context;
    private final Request<R> request;
    private final Deadline deadline;

    /** Read by whoever closes the client, too. */
    private final Deque<FunctionGraphException> earlier = new ConcurrentLinkedDeque<>();

    private int attempts;

    /** Read by whoever closes the client, too. */
    private volatile TrackedRequest last;

    private Duration begun;

    RetryingCall(Request<R> request, CallContext context, Executor executor) {
        this(request, context, executor, context.deadline());
    }

    RetryingCall(Request<R> request, CallContext context, Executor executor, Deadline deadline) {
        super(context.time(), executor);
        this.context = context;
        this.request = request;
        this.deadline = deadline.orEarlier(context.deadline());
    }

    @Override
    CompletableFuture<HttpResponse<byte[]>> step() {
        attempts++;
        HttpRequest complete = complete();
        Duration left = deadline.left();
        if (left.isZero()) {
            return CompletableFuture.failedFuture(
                    attempts == 1
                            ? TransportException.notSent(request, new TimeoutException())
                            : TransportException.betweenAttempts(request, new TimeoutException()));
        }
        last = new TrackedRequest(complete);
        begun = time.now();
        return context.transport().send(last.http(), request.operation(), left);
    }

    private HttpRequest complete() {
        try {
            return context.headers().addTo(request.http(), attempts);
        } catch (RuntimeException | Error e) {
            earlier.forEach(e::addSuppressed);
            throw e;
        }
    }

    @Override
    void judge(HttpResponse<byte[]> response, Throwable failure) {
        try {
            if (failure != null) {
                throw TransportException.of(request, last, failure);
            }
            result.complete(ResponseDecoder.read(response, request.operation()));
        } catch (FunctionGraphException e) {
            Optional<Duration> pause = context.retries().pauseAfter(e, request.operation(), attempts, time);
            if (pause.isEmpty() || pause.get().plus(leastForAnother()).compareTo(deadline.left()) >= 0) {
                throw withEarlier(e);
            }
            if (earlier.size() == MOST_SUPPRESSED) {
                earlier.removeFirst();
            }
            earlier.addLast(e);
            again(pause.get());
        }
    }

    /** One that is cut off leaves open what is known now: that no event was queued. */
    private Duration leastForAnother() {
        if (!request.operation().storesEvent()) {
            return Duration.ZERO;
        }
        Duration twice = time.now().minus(begun).multipliedBy(2);
        Duration least = twice.compareTo(LEAST) < 0 ? LEAST : twice;
        Duration most = context.transport().requestTimeout();
        return least.compareTo(most) < 0 ? least : most;
    }

    @Override
    RuntimeException stopped(Throwable cause, boolean inStep) {
        return withEarlier(
                inStep
                        ? TransportException.of(request, last, cause)
                        : TransportException.betweenAttempts(request, cause));
    }

    private FunctionGraphException withEarlier(FunctionGraphException last) {
        earlier.forEach(last::addSuppressed);
        return last;
    }
}
