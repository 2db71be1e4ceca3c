package dev.functiongraph.async.server.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** A request whose body has arrived. */
final class BufferedRequest extends Request.Wrapper {
    private Content.Chunk next;

    BufferedRequest(Request request, ByteBuffer body) {
        super(request);
        this.next = Content.Chunk.from(body, true);
    }

    @Override
    public Content.Chunk read() {
        Content.Chunk chunk = next;
        next = Content.Chunk.next(chunk);
        return chunk;
    }

    @Override
    public void demand(Runnable demandCallback) {
        demandCallback.run();
    }
}
