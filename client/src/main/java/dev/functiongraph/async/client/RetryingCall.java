package dev.functiongraph.async.client;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;

/** The sending of one request, again and again where retries allow it. */
final class RetryingCall<R> extends RepeatingCall<HttpResponse<byte[]>, R> {

    private static final int MOST_SUPPRESSED = 10;
    private static final Duration LEAST = Duration.ofSeconds(1);

    /** An attempt that is under way or over. */
    private record Sent(TrackedRequest request, ObservedAttempt observed) {}

    private final CallContext context;
    private final Request<R> request;
    private final Deadline deadline;

    /** Read by whoever closes the client, too. */
    private final Deque<FunctionGraphException> earlier = new ConcurrentLinkedDeque<>();

    private int attempts;

    /** Read by whoever ends the call, too. */
    private volatile Optional<Sent> last = Optional.empty();

    RetryingCall(Request<R> request, CallContext context, Executor executor) {
        this(request, context, executor, context.deadline(), 0);
    }

    /** @param attempts how often the same request was sent before, by other calls */
    RetryingCall(Request<R> request, CallContext context, Executor executor, Deadline deadline, int attempts) {
        super(context.time(), executor);
        this.context = context;
        this.request = request;
        this.deadline = deadline.orEarlier(context.deadline());
        this.attempts = attempts;
        result.whenComplete((value, failure) -> last.ifPresent(attempt -> abandoned(attempt, failure)));
    }

    @Override
    CompletableFuture<HttpResponse<byte[]>> step() {
        attempts++;
        OutgoingRequest outgoing = request.outgoing(attempts);
        HttpRequest complete = complete(outgoing);
        Duration left = deadline.left();
        if (left.isZero()) {
            return CompletableFuture.failedFuture(notSentInTime());
        }
        TrackedRequest tracked = new TrackedRequest(complete);
        last = Optional.of(new Sent(tracked, ObservedAttempt.begin(context.listener(), outgoing, time)));
        return context.transport().send(tracked.http(), request.operation(), left);
    }

    private HttpRequest complete(OutgoingRequest outgoing) {
        try {
            return context.headers().addTo(request, outgoing);
        } catch (RuntimeException | Error e) {
            earlier.forEach(e::addSuppressed);
            throw e;
        }
    }

    private TransportException notSentInTime() {
        return last.isEmpty()
                ? TransportFailures.notSent(request, new TimeoutException())
                : TransportFailures.betweenAttempts(request, new TimeoutException());
    }

    @Override
    void judge(HttpResponse<byte[]> response, Throwable failure) {
        try {
            if (failure != null) {
                throw ended(failure);
            }
            R answer = ResponseDecoder.read(response, request.operation());
            last.ifPresent(attempt -> attempt.observed().answered(response.statusCode()));
            result.complete(answer);
        } catch (FunctionGraphException e) {
            last.ifPresent(attempt -> attempt.observed().failed(e));
            Optional<Duration> pause = context.retries().pauseAfter(e, request.operation(), attempts, time);
            if (pause.isEmpty() || pause.get().plus(leastForAnother()).compareTo(deadline.left()) >= 0) {
                throw withEarlier(e);
            }
            if (earlier.size() == MOST_SUPPRESSED) {
                earlier.removeFirst();
            }
            earlier.addLast(e);
            retrying(e, pause.get());
            again(pause.get());
        }
    }

    /** Tells the listener that the request will be sent again, by this call or by another one. */
    void retrying(FunctionGraphException failure, Duration pause) {
        last.ifPresent(attempt -> attempt.observed().retrying(failure, pause));
    }

    /**
     * The time that another attempt at an event must have: one that is cut off could leave open whether it was queued.
     */
    private Duration leastForAnother() {
        if (!request.operation().storesEvent()) {
            return Duration.ZERO;
        }
        Duration twice = last.map(attempt -> attempt.observed().elapsed().multipliedBy(2))
                .orElse(LEAST);
        Duration least = twice.compareTo(LEAST) < 0 ? LEAST : twice;
        Duration most = context.transport().requestTimeout();
        return least.compareTo(most) < 0 ? least : most;
    }

    @Override
    RuntimeException stopped(Throwable cause, boolean inStep) {
        return withEarlier(inStep ? ended(cause) : TransportFailures.betweenAttempts(request, cause));
    }

    private TransportException ended(Throwable cause) {
        return TransportFailures.of(request, last.map(Sent::request), cause);
    }

    /** Tells the listener of an attempt that the call's end cut off; nothing where the attempt had ended. */
    private void abandoned(Sent attempt, Throwable end) {
        if (attempt.observed().hasEnded()) {
            return;
        }
        attempt.observed()
                .failed(end instanceof FunctionGraphException known ? known : ended(new CancellationException()));
    }

    private FunctionGraphException withEarlier(FunctionGraphException last) {
        earlier.forEach(last::addSuppressed);
        return last;
    }
}
