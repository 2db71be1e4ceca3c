package dev.functiongraph.async.server.http;

import dev.functiongraph.async.server.http.error.ErrorStatus;
import dev.functiongraph.async.server.http.error.ErrorWriter;
import dev.functiongraph.async.server.http.error.RefusedException;
import dev.functiongraph.async.server.http.request.BufferLimit;
import dev.functiongraph.async.server.http.request.TransferTime;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/** A response that is buffered until it is complete, so that no thread waits for the client. */
final class BufferedResponse extends Response.Wrapper {
    /**
     * Answers up to this size are always sent: every answer to a POST is smaller, and none of them can be replaced by
     * another once the request has had its effect.
     */
    private static final int SMALL_BYTES = 8_192;

    /** Jetty and the operating system handle what is written as a whole, however little of it the client takes. */
    private static final int SLICE_BYTES = 65_536;

    private final EndPoint connection;
    private final TransferTime time;
    private final ErrorWriter errors;
    private final BufferLimit.Share share;
    private final List<ByteBuffer> slices = new ArrayList<>();
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
        if (bytes != null && makeRoom(bytes.remaining())) {
            while (bytes.hasRemaining()) {
                byte[] slice = new byte[Math.min(bytes.remaining(), SLICE_BYTES)];
                bytes.get(slice);
                slices.add(ByteBuffer.wrap(slice));
            }
        }
        callback.succeeded();
    }

    /** An answer that has begun cannot be replaced by an error any more. */
    @Override
    public boolean isCommitted() {
        return length > 0 || super.isCommitted();
    }

    private boolean makeRoom(int more) {
        int free = Math.max(0, SMALL_BYTES - length);
        length += more;
        tooLarge |= more > free && !share.add(more - free);
        return !tooLarge;
    }

    void send(Callback callback) {
        HttpFields.Mutable headers = getHeaders();
        if (tooLarge) {
            slices.clear();
            headers.remove(HttpHeader.CONTENT_LENGTH);
            headers.remove(HttpHeader.ETAG);
            errors.write(
                    getWrapped(),
                    callback,
                    new RefusedException(ErrorStatus.UNAVAILABLE, "too many answers wait for their readers"));
        } else if (slices.size() <= 1) {
            super.write(true, slices.isEmpty() ? BufferUtil.EMPTY_BUFFER : slices.get(0), limited(callback));
        } else {
            headers.put(HttpHeader.CONTENT_LENGTH, length);
            Content.copy(new ByteBufferContentSource(slices), getWrapped(), limited(callback));
        }
    }

    private Callback limited(Callback callback) {
        if (length <= SMALL_BYTES) {
            return callback;
        }
        Scheduler scheduler = getRequest().getComponents().getScheduler();
        Scheduler.Task limit = scheduler.schedule(connection::close, time.nanos(length), TimeUnit.NANOSECONDS);
        return Callback.from(limit::cancel, callback);
    }
}
