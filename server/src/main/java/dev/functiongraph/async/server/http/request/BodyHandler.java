package dev.functiongraph.async.server.http.request;

import dev.functiongraph.async.server.http.error.ErrorStatus;
import dev.functiongraph.async.server.http.error.ErrorWriter;
import dev.functiongraph.async.server.http.error.RefusedException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The reading of a request's body as it arrives, without a thread that waits for it; only then is the request handled.
 */
final class BodyHandler extends Handler.Wrapper {
    private final BufferLimit buffers;
    private final TransferTime time;
    private final ErrorWriter errors;

    /** @param time for a body to arrive, however steadily it drips */
    BodyHandler(BufferLimit buffers, TransferTime time, ErrorWriter errors, Handler handler) {
        super(handler);
        this.buffers = buffers;
        this.time = time;
        this.errors = errors;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        // While nobody waits for the client, it cannot be late.
        request.addIdleTimeoutListener(idle -> false);
        new BodyReader(request, buffers, time, new BodyReader.Result() {
                    @Override
                    public void arrived(BufferedRequest whole) throws Exception {
                        if (!getHandler().handle(whole, response, callback)) {
                            refused(new RefusedException(ErrorStatus.NOT_FOUND));
                        }
                    }

                    @Override
                    public void refused(RefusedException refusal) {
                        errors.write(response, callback, refusal);
                    }

                    @Override
                    public void failed(Throwable failure) {
                        callback.failed(failure);
                    }
                })
                .run();
        return true;
    }
}
