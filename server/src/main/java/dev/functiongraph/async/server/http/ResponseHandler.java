package dev.functiongraph.async.server.http;

import dev.functiongraph.async.server.http.error.ErrorWriter;
import dev.functiongraph.async.server.http.request.BufferLimit;
import dev.functiongraph.async.server.http.request.TransferTime;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The buffering and sending of responses without a thread that waits for the client to read them. */
final class ResponseHandler extends Handler.Wrapper {
    private final BufferLimit buffers;
    private final TransferTime time;
    private final ErrorWriter errors;

    ResponseHandler(BufferLimit buffers, TransferTime time, ErrorWriter errors, Handler handler) {
        super(handler);
        this.buffers = buffers;
        this.time = time;
        this.errors = errors;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        BufferedResponse buffered = new BufferedResponse(request, response, buffers, time, errors);
        return super.handle(request, buffered, Callback.from(() -> buffered.send(callback), callback::failed));
    }
}
