package dev.functiongraph.async.client;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** One attempt whose listener hears of its beginning once and of its end once. Thread-safe. */
final class ObservedAttempt {

    private final AttemptListener listener;
    private final OutgoingRequest request;
    private final Time time;
    private final Duration start;
    private final AtomicBoolean ended = new AtomicBoolean();

    private ObservedAttempt(AttemptListener listener, OutgoingRequest request, Time time) {
        this.listener = listener;
        this.request = request;
        this.time = time;
        start = time.now();
    }

    static ObservedAttempt begin(AttemptListener listener, OutgoingRequest request, Time time) {
        tell(() -> listener.sent(request));
        return new ObservedAttempt(listener, request, time);
    }

    Duration elapsed() {
        return time.now().minus(start);
    }

    boolean hasEnded() {
        return ended.get();
    }

    void answered(int status) {
        end(() -> listener.answered(request, status, elapsed()));
    }

    void failed(FunctionGraphException failure) {
        end(() -> listener.failed(request, failure, elapsed()));
    }

    void retrying(FunctionGraphException failure, Duration pause) {
        tell(() -> listener.retrying(request, failure, pause));
    }

    private void end(Runnable event) {
        if (ended.compareAndSet(false, true)) {
            tell(event);
        }
    }

    private static void tell(Runnable event) {
        try {
            event.run();
        } catch (RuntimeException e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }
}
