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
final class Sending<R> extends Repetition<HttpResponse<byte[]>, R> {

    private static final int MOST_SUPPRESSED = 10;

    private final Wire wire;
    private final Request<R> request;
    private final Deadline deadline;

    /** Read by whoever closes the client, too. */
    private final Deque<FunctionGraphException> earlier = new ConcurrentLinkedDeque<>();

    private int attempt;

    Sending(Request<R> request, Wire wire, Executor executor) {
        this(request, wire, executor, wire.deadline());
    }

    Sending(Request<R> request, Wire wire, Executor executor, Deadline deadline) {
        super(wire.time(), executor);
        this.wire = wire;
        this.request = request;
        this.deadline = deadline.orEarlier(wire.deadline());
    }

    @Override
    CompletableFuture<HttpResponse<byte[]>> step() {
        attempt++;
        HttpRequest complete = complete();
        Duration left = deadline.left();
        if (left.isZero()) {
            return CompletableFuture.failedFuture(
                    attempt == 1
                            ? TransportException.notSent(request, new TimeoutException())
                            : TransportException.betweenAttempts(request, new TimeoutException()));
        }
        return wire.transport().send(complete, request.operation(), left);
    }

    private HttpRequest complete() {
        try {
            return wire.headers().addTo(request.http(), attempt);
        } catch (RuntimeException | Error e) {
            earlier.forEach(e::addSuppressed);
            throw e;
        }
    }

    @Override
    void judge(HttpResponse<byte[]> response, Throwable failure) {
        try {
            if (failure != null) {
                throw TransportException.of(request, failure);
            }
            result.complete(Answers.read(response, request.operation()));
        } catch (FunctionGraphException e) {
            Optional<Duration> pause = wire.retries().pauseAfter(e, request.operation(), attempt, time);
            if (pause.isEmpty() || pause.get().compareTo(deadline.left()) >= 0) {
                throw withEarlier(e);
            }
            if (earlier.size() == MOST_SUPPRESSED) {
                earlier.removeFirst();
            }
            earlier.addLast(e);
            again(pause.get());
        }
    }

    @Override
    RuntimeException stopped(Throwable cause, boolean inStep) {
        return withEarlier(
                inStep ? TransportException.of(request, cause) : TransportException.betweenAttempts(request, cause));
    }

    private FunctionGraphException withEarlier(FunctionGraphException last) {
        earlier.forEach(last::addSuppressed);
        return last;
    }
}
