package dev.functiongraph.async.server.http;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.spi.ContainerResponseWriter;

/** The way of Jersey's answer to Jetty, which has given a response that takes everything at once. */
final class JerseyResponse extends OutputStream implements ContainerResponseWriter {
    private final Request request;
    private final Response response;
    private final Callback callback;
    private boolean failed;

    JerseyResponse(Request request, Response response, Callback callback) {
        this.request = request;
        this.response = response;
        this.callback = callback;
    }

    /** @param length in bytes; negative where Jersey does not know it */
    @Override
    public OutputStream writeResponseStatusAndHeaders(long length, ContainerResponse answer) {
        if (failed) {
            return OutputStream.nullOutputStream();
        }
        response.setStatus(answer.getStatus());
        for (Map.Entry<String, List<String>> header : answer.getStringHeaders().entrySet()) {
            header.getValue().forEach(value -> response.getHeaders().add(header.getKey(), value));
        }
        if (length >= 0 && !HttpMethod.HEAD.is(request.getMethod())) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
        }
        return this;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        response.write(false, ByteBuffer.wrap(bytes, offset, length), Callback.NOOP);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void commit() {
        if (!failed) {
            callback.succeeded();
        }
    }

    /** What Jersey answers by itself after this would not be an error of the contract. */
    @Override
    public void failure(Throwable error) {
        failed = true;
        callback.failed(error);
    }

    @Override
    public boolean suspend(long timeout, TimeUnit unit, TimeoutHandler handler) {
        setSuspendTimeout(timeout, unit);
        return true;
    }

    @Override
    public void setSuspendTimeout(long timeout, TimeUnit unit) {
        if (timeout > 0) {
            throw new UnsupportedOperationException("operations bound their own time");
        }
    }

    @Override
    public boolean enableResponseBuffering() {
        return false;
    }
}
