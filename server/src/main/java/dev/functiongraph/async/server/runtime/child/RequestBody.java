package dev.functiongraph.async.server.runtime.child;

import dev.functiongraph.async.server.runtime.limit.ResultLimits;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * The reading of a request's body, which no thread waits for. One byte more than a result may have shows that it is too
 * large; the rest is read and forgotten.
 */
final class RequestBody implements Invocable.Task {
    private final Content.Source source;
    private final Callback callback;
    private final Consumer<byte[]> onEnd;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    private RequestBody(Content.Source source, Callback callback, Consumer<byte[]> onEnd) {
        this.source = source;
        this.callback = callback;
        this.onEnd = onEnd;
    }

    /**
     * Reads a body to its end.
     *
     * @param callback fails where the body does
     */
    static void read(Content.Source source, Callback callback, Consumer<byte[]> onEnd) {
        new RequestBody(source, callback, onEnd).run();
    }

    @Override
    public void run() {
        while (true) {
            Content.Chunk chunk = source.read();
            if (chunk == null) {
                source.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                callback.failed(chunk.getFailure());
                return;
            }
            keep(chunk.getByteBuffer());
            chunk.release();
            if (chunk.isLast()) {
                onEnd.accept(kept.toByteArray());
                return;
            }
        }
    }

    private void keep(ByteBuffer bytes) {
        byte[] part = new byte[Math.min(bytes.remaining(), ResultLimits.MAX_RESULT_BYTES + 1 - kept.size())];
        bytes.get(part);
        kept.writeBytes(part);
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }
}
