package dev.functiongraph.async.server.http.request;

import dev.functiongraph.async.server.http.error.ErrorWriter;
import dev.functiongraph.async.server.http.error.RefusedException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A check that lets a request go on, or answers it. */
abstract class CheckHandler extends Handler.Wrapper {
    private final ErrorWriter errors;

    CheckHandler(ErrorWriter errors, Handler handler) {
        super(handler);
        this.errors = errors;
    }

    /** @throws RefusedException unless the request may go on */
    abstract void check(Request request);

    @Override
    public final boolean handle(Request request, Response response, Callback callback) throws Exception {
        try {
            check(request);
        } catch (RefusedException refusal) {
            // Not thrown to Jetty, which would close the connection.
            refuse(request, response, callback, refusal);
            return true;
        }
        return super.handle(request, response, callback);
    }

    void refuse(Request request, Response response, Callback callback, RefusedException refusal) {
        errors.write(response, callback, refusal);
    }
}
