package dev.functiongraph.async.server.http;

import dev.functiongraph.async.server.http.error.ErrorStatus;
import dev.functiongraph.async.server.http.error.RequestIdHeader;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The heads of all answers: each gets an id here, unless it has one already, of an invocation or of a line in the log.
 * Otherwise than Jetty would have it, status 429 has the source page's reason phrase, and a close is announced.
 */
final class ResponseHeadHandler extends Handler.Wrapper {
    private static final String REASON = "Disabled";

    private final Supplier<UUID> ids;

    ResponseHeadHandler(Supplier<UUID> ids, Handler handler) {
        super(handler);
        this.ids = ids;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        request.addHttpStreamWrapper(Stream::new);
        return super.handle(request, response, callback);
    }

    private MetaData.Response complete(MetaData.Response response) {
        HttpFields headers = response.getHttpFields();
        boolean isDisabled = response.getStatus() == ErrorStatus.DISABLED;
        boolean hasId = headers.contains(RequestIdHeader.NAME);
        if (hasId && !isDisabled) {
            return response;
        }
        return new MetaData.Response(
                response.getStatus(),
                isDisabled ? REASON : response.getReason(),
                response.getHttpVersion(),
                hasId
                        ? headers
                        : HttpFields.build(headers)
                                .put(RequestIdHeader.NAME, ids.get().toString()),
                response.getContentLength(),
                response.getTrailersSupplier());
    }

    private final class Stream extends HttpStream.Wrapper {
        Stream(HttpStream wrapped) {
            super(wrapped);
        }

        @Override
        public void send(
                MetaData.Request request,
                MetaData.Response response,
                boolean last,
                ByteBuffer content,
                Callback callback) {
            MetaData.Response head = response;
            if (response != null && !HttpStatus.isInformational(response.getStatus())) {
                // Where the rest of a body is not there to be passed over, Jetty closes the connection. It finds
                // that out at the answer's end, unless it is asked before. Only then does the answer say so (RFC
                // 9112, section 9.6), and no pool of connections sends the next request into the close.
                consumeAvailable();
                head = complete(response);
            }
            super.send(request, head, last, content, callback);
        }
    }
}
