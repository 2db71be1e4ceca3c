package dev.functiongraph.async.server.http.request;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** A request whose body has arrived, with a URI that Jersey can read in every case. */
final class BufferedRequest extends Request.Wrapper {
    private final HttpURI uri;
    private Content.Chunk next;

    BufferedRequest(Request request, ByteBuffer body) {
        super(request);
        // Jersey makes URIs of the host, which may have a name that is legal, but not to java.net.URI: my_server,
        // 127.1.
        this.uri = HttpURI.build(request.getHttpURI()).authority("localhost");
        this.next = Content.Chunk.from(body, true);
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
