package dev.functiongraph.async.server.http.request;

import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** A request whose body has arrived. */
final class BufferedRequest extends Request.Wrapper {
    private final Runnable release;
    private ByteBuffer body;
    private Content.Chunk next;

    /** @param release gives the memory of the body back */
    BufferedRequest(Request request, ByteBuffer body, Runnable release) {
        super(request);
        this.body = body;
        this.release = release;
        this.next = Content.Chunk.from(body.duplicate(), true);
    }

    /** All of it, however much was read. */
    ByteBuffer body() {
        return body.duplicate();
    }

    /** Forgets the body of a request that will not be served: the answer may take its time. */
    void releaseBody() {
        body = ByteBuffer.allocate(0);
        next = Content.Chunk.EOF;
        release.run();
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
