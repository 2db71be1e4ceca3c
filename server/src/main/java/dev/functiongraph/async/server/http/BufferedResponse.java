package dev.functiongraph.async.server.http;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/** A response that is kept until it is whole, so that whoever makes it never waits for the client. */
final class BufferedResponse extends Response.Wrapper {
    /**
     * Answers up to this size are always sent: every answer to a POST is smaller, and none of them can be replaced by another
     * once the request has had its effect.
     */
    private static final int SMALL_BYTES = 8_192;

    private final EndPoint connection;
    private final TransferTime time;
    private final ErrorWriter errors;
    private final BufferLimit.Share share;
    private byte[] content = {};
    private int length;
    private boolean tooLarge;

    BufferedResponse(Request request, Response response, BufferLimit buffers, TransferTime time, ErrorWriter errors) {
        super(request, response);
        this.connection = request.getConnectionMetaData().getConnection().getEndPoint();
        this.time = time;
        this.errors = errors;
        this.share = buffers.open(connection::close);
        Request.addCompletionListener(request, failure -> share.close());
    }

    @Override
    public void write(boolean last, ByteBuffer bytes, Callback callback) {
        int more = bytes == null ? 0 : bytes.remaining();
        if (more > 0 && ensureCapacity(length + more)) {
            bytes.get(content, length, more);
            length += more;
        }
        callback.succeeded();
    }

    /** What has begun cannot be replaced by an error any more. */
    @Override
    public boolean isCommitted() {
        return length > 0 || super.isCommitted();
    }

    private boolean ensureCapacity(int needed) {
        if (needed > content.length) {
            long declared = getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
            int capacity = (int) Math.max(needed, Math.min(declared, Integer.MAX_VALUE - 8));
            tooLarge |= capacity > SMALL_BYTES && !share.add(capacity - content.length);
            content = tooLarge ? new byte[0] : Arrays.copyOf(content, capacity);
        }
        return !tooLarge;
    }

    void send(Callback callback) {
        if (tooLarge) {
            getHeaders().remove(HttpHeader.CONTENT_LENGTH);
            getHeaders().remove(HttpHeader.ETAG);
            errors.write(getWrapped(), callback, ApiError.UNAVAILABLE, "too many answers wait for their readers");
            return;
        }
        Callback sent = length > SMALL_BYTES ? limited(callback) : callback;
        super.write(true, ByteBuffer.wrap(content, 0, length), sent);
    }

    private Callback limited(Callback callback) {
        Scheduler scheduler = getRequest().getComponents().getScheduler();
        Scheduler.Task limit = scheduler.schedule(connection::close, time.nanos(length), TimeUnit.NANOSECONDS);
        return Callback.from(limit::cancel, callback);
    }
}
