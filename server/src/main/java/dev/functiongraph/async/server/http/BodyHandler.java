package dev.functiongraph.async.server.http;

import java.time.Duration;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Has a request's body read as it arrives, without a thread that waits for it, and only then hands the request on. */
final class BodyHandler extends Handler.Wrapper {
    private final BufferLimit buffers;
    private final Duration timeout;
    private final long minBytesPerSecond;
    private final ErrorWriter errors;

    /**
     * @param timeout how long a body may take to arrive, however steadily it drips
     * @param minBytesPerSecond how fast it must arrive, on average
     */
    BodyHandler(BufferLimit buffers, Duration timeout, long minBytesPerSecond, ErrorWriter errors, Handler handler) {
        super(handler);
        this.buffers = buffers;
        this.timeout = timeout;
        this.minBytesPerSecond = minBytesPerSecond;
        this.errors = errors;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        // While nobody waits for the client, it cannot be late.
        request.addIdleTimeoutListener(idle -> false);
        TransferTime time = new TransferTime(timeout, minBytesPerSecond);
        new BodyReader(request, buffers, time, new BodyReader.Result() {
                    @Override
                    public void arrived(Request whole) throws Exception {
                        if (!getHandler().handle(whole, response, callback)) {
                            errors.write(response, callback, ApiError.NOT_FOUND, ApiError.message(ApiError.NOT_FOUND));
                        }
                    }

                    @Override
                    public void refused(int status, String message) {
                        errors.write(response, callback, status, message);
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
