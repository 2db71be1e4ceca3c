package dev.functiongraph.async.server.http.request;

import dev.functiongraph.async.server.http.error.ClientTrouble;
import dev.functiongraph.async.server.http.error.ClientTrouble.Kind;
import dev.functiongraph.async.server.http.error.ErrorStatus;
import dev.functiongraph.async.server.http.error.ErrorWriter;
import dev.functiongraph.async.server.http.error.RefusedException;
import java.net.SocketAddress;
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
    private final ClientTrouble trouble;
    private final ErrorWriter errors;

    /** @param time for a body to arrive, however steadily it drips */
    BodyHandler(BufferLimit buffers, TransferTime time, ClientTrouble trouble, ErrorWriter errors, Handler handler) {
        super(handler);
        this.buffers = buffers;
        this.time = time;
        this.trouble = trouble;
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
                        log(request, refusal);
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

    /** A body that is too large needs no operator. */
    private void log(Request request, RefusedException refusal) {
        SocketAddress client = request.getConnectionMetaData().getRemoteSocketAddress();
        if (refusal.status() == ErrorStatus.BAD_REQUEST) {
            trouble.happened(Kind.SLOW_BODY, client);
        } else if (refusal.status() == ErrorStatus.UNAVAILABLE) {
            trouble.happened(Kind.NO_ROOM, client);
        }
    }
}
