package dev.functiongraph.async.client;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** The calls of a client, blocking ones and others; those under way end when the client is closed. */
final class Calls implements AutoCloseable {

    private final CallContext context;
    private final Set<RepeatingCall<?, ?>> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    Calls(CallContext context) {
        this.context = context;
    }

    /** @throws IllegalStateException if the client is closed */
    void checkOpen() {
        if (closed.get()) {
            throw new IllegalStateException("the client is closed");
        }
    }

    <R> R send(Request<R> request) {
        CallerThread thread = callerThread(request);
        return thread.await(begun(new RetryingCall<>(request, context, thread)));
    }

    <R> CompletableFuture<R> sendFuture(Request<R> request) {
        return begun(new RetryingCall<>(request, context, context.transport().executor())).result;
    }

    Invocation await(Request<Optional<Invocation>> find, UUID requestId, Duration timeout) {
        CallerThread thread = callerThread(find);
        return thread.await(begun(new AwaitCall(find, requestId, timeout, context, thread)));
    }

    CompletableFuture<Invocation> awaitFuture(Request<Optional<Invocation>> find, UUID requestId, Duration timeout) {
        return begun(new AwaitCall(
                        find, requestId, timeout, context, context.transport().executor()))
                .result;
    }

    private static CallerThread callerThread(Request<?> request) {
        if (Thread.currentThread().isInterrupted()) {
            throw TransportFailures.notSent(request, new InterruptedException());
        }
        return new CallerThread();
    }

    private <C extends RepeatingCall<?, ?>> C begun(C call) {
        open.add(call);
        call.result.whenComplete((value, failure) -> open.remove(call));
        // After it was added: whoever closes now either is seen here, or sees the call.
        try {
            checkOpen();
        } catch (IllegalStateException e) {
            call.result.cancel(false);
            throw e;
        }
        call.start();
        return call;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            open.forEach(call -> call.stop(new CancellationException(TransportFailures.CLIENT_CLOSED)));
            context.transport().close();
        }
    }
}
