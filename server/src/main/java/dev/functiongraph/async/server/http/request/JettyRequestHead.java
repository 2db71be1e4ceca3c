package dev.functiongraph.async.server.http.request;

import dev.functiongraph.async.server.credentials.signature.RequestHead;
import java.util.List;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** The head of a request as Jetty has read it. */
record JettyRequestHead(Request request) implements RequestHead {
    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String path() {
        return request.getHttpURI().getPath();
    }

    @Override
    public @Nullable String query() {
        return request.getHttpURI().getQuery();
    }

    @Override
    public List<String> headers(String name) {
        return request.getHeaders().getValuesList(name);
    }
}
