package dev.functiongraph.async.server.http;

import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The way of requests that may wait for the store to threads of their own. An event is only handed over, so it is
 * accepted by the thread that has read it, which all connections share: no other one is woken for it.
 */
final class BlockingRequests extends Handler.Wrapper {
    private static final String ACCEPTING = "/invocations-async";

    BlockingRequests(Handler handler) {
        super(handler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (HttpMethod.POST.is(request.getMethod())
                && request.getHttpURI().getPath().endsWith(ACCEPTING)) {
            return super.handle(request, response, callback);
        }
        request.getComponents()
                .getExecutor()
                .execute(() -> LaterHandling.handle(getHandler(), request, response, callback));
        return true;
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }
}
