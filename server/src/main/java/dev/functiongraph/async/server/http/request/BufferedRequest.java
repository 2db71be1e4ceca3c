package dev.functiongraph.async.server.http.request;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** A request whose body has arrived, with a URI that Jersey can read in every case. */
final class BufferedRequest extends Request.Wrapper {
    private final HttpURI uri;
    private final Runnable release;
    private ByteBuffer body;
    private Content.Chunk next;

    /** @param release gives the memory of the body back */
    BufferedRequest(Request request, ByteBuffer body, Runnable release) {
        super(request);
        this.body = body;
        this.release = release;
        // Jersey makes URIs of the host, which may have a name that is legal, but not to java.net.URI: my_server,
        // 127.1.
        this.uri = HttpURI.build(request.getHttpURI()).authority("localhost");
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
    public HttpURI getHttpURI() {
        return uri;
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
