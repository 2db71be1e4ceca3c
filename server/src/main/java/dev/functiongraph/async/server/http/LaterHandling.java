package dev.functiongraph.async.server.http;

import dev.functiongraph.async.server.http.error.ErrorStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The handling of a request after its first handler has returned, when no caller is left to catch exceptions. */
final class LaterHandling {
    private LaterHandling() {}

    static void handle(Handler next, Request request, Response response, Callback callback) {
        try {
            if (!next.handle(request, response, callback)) {
                Response.writeError(request, response, callback, ErrorStatus.NOT_FOUND);
            }
        } catch (Throwable e) {
            callback.failed(e);
        }
    }
}
