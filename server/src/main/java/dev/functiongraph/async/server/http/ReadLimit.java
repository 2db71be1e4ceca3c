package dev.functiongraph.async.server.http;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A bound on the reading requests that are worked on at once; more wait in their order, without a thread. They wait
 * for the store one behind the other anyway, and all threads that wait there are missing where invocations are
 * accepted. Jetty's QoSHandler counts a request until its client has read the answer.
 */
final class ReadLimit extends Handler.Wrapper {
    private final int max;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int running;

    ReadLimit(int max, Handler handler) {
        super(handler);
        this.max = max;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
            return super.handle(request, response, callback);
        }
        Callback releasing = releasing(request, callback);
        synchronized (this) {
            if (running == max) {
                waiting.add(() -> LaterHandling.handle(getHandler(), request, response, releasing));
                return true;
            }
            running++;
        }
        LaterHandling.handle(getHandler(), request, response, releasing);
        return true;
    }

    private Callback releasing(Request request, Callback callback) {
        AtomicBoolean released = new AtomicBoolean();
        Runnable once = () -> {
            if (released.compareAndSet(false, true)) {
                release(request);
            }
        };
        return Callback.from(once, callback);
    }

    private void release(Request request) {
        Runnable next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                running--;
            }
        }
        if (next != null) {
            request.getComponents().getExecutor().execute(next);
        }
    }
}
