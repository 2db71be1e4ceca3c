package dev.functiongraph.async.server.http.request;

import dev.functiongraph.async.server.http.error.ErrorStatus;
import dev.functiongraph.async.server.http.error.RefusedException;
import dev.functiongraph.async.server.invocation.Event;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;

/**
 * The reading of one request's body. It runs whenever some of the body is there, or the connection was silent for too
 * long, and never twice at once.
 */
final class BodyReader implements Runnable {
    private static final int MAX_BYTES = Event.MAX_BYTES;
    private static final int FIRST_BYTES = 1_024;

    /** The receiver of the body. */
    interface Result {
        void arrived(BufferedRequest whole) throws Exception;

        void refused(RefusedException refusal);

        void failed(Throwable failure);
    }

    private final Request request;
    private final EndPoint connection;
    private final long idleMillis;
    private final TransferTime time;
    private final Result result;
    private final BufferLimit.Share share;
    private final long start = System.nanoTime();
    private byte[] body = {};
    private int length;

    BodyReader(Request request, BufferLimit buffers, TransferTime time, Result result) {
        this.request = request;
        this.connection = request.getConnectionMetaData().getConnection().getEndPoint();
        this.idleMillis = connection.getIdleTimeout();
        this.time = time;
        this.result = result;
        this.share = buffers.open(this::wake);
        Request.addCompletionListener(request, failure -> share.close());
    }

    @Override
    public void run() {
        try {
            read();
        } catch (Throwable e) {
            result.failed(e);
        }
    }

    private void read() throws Exception {
        if (request.getLength() > MAX_BYTES) {
            refuse(new RefusedException(ErrorStatus.TOO_LARGE));
            return;
        }
        while (true) {
            if (share.isEvicted()) {
                refuseForLackOfMemory();
                return;
            }
            long nanosLeft = start + time.nanos(length) - System.nanoTime();
            Content.Chunk chunk = nanosLeft > 0 ? request.read() : null;
            if (nanosLeft <= 0 || Content.Chunk.isFailure(chunk)) {
                if (share.isEvicted()) {
                    refuseForLackOfMemory();
                } else {
                    refuse(RefusedException.malformed("the request body was incomplete or timed out"));
                }
                return;
            }
            if (chunk == null) {
                // The same timer that ends silence ends the wait for a body that drips.
                connection.setIdleTimeout(Math.min(idleMillis, TimeUnit.NANOSECONDS.toMillis(nanosLeft) + 1));
                if (share.isEvicted()) {
                    wake();
                }
                request.demand(this);
                return;
            }
            boolean last = chunk.isLast();
            boolean taken = take(chunk);
            if (!taken || last) {
                if (taken) {
                    finish();
                }
                return;
            }
        }
    }

    /** @return false if the request has been refused */
    private boolean take(Content.Chunk chunk) {
        try {
            int more = chunk.remaining();
            if (length + more > MAX_BYTES) {
                refuse(new RefusedException(ErrorStatus.TOO_LARGE));
                return false;
            }
            if (!ensureCapacity(length + more)) {
                refuseForLackOfMemory();
                return false;
            }
            chunk.get(body, length, more);
            length += more;
            return true;
        } finally {
            chunk.release();
        }
    }

    /** Memory is taken as bytes arrive: a length that is only declared costs nothing. */
    private boolean ensureCapacity(int needed) {
        if (needed <= body.length) {
            return true;
        }
        int most = request.getLength() < 0 ? MAX_BYTES : (int) request.getLength();
        int capacity = Math.max(needed, Math.min(most, Math.max(FIRST_BYTES, body.length * 2)));
        if (!share.add(capacity - body.length)) {
            return false;
        }
        body = Arrays.copyOf(body, capacity);
        return true;
    }

    private void finish() throws Exception {
        if (!share.keep()) {
            refuseForLackOfMemory();
            return;
        }
        connection.setIdleTimeout(idleMillis);
        result.arrived(new BufferedRequest(request, ByteBuffer.wrap(body, 0, length), this::release));
    }

    private void release() {
        share.close();
        body = new byte[0];
    }

    private void refuseForLackOfMemory() {
        refuse(new RefusedException(
                ErrorStatus.UNAVAILABLE, "too many request bodies arrive at once; nothing was queued"));
    }

    private void refuse(RefusedException refusal) {
        connection.setIdleTimeout(idleMillis);
        release();
        result.refused(refusal);
    }

    /** Has {@link #run} called at once: to the connection it is as if it had been silent for too long. */
    private void wake() {
        connection.setIdleTimeout(1);
    }
}
