package dev.functiongraph.async.server.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Begins answers otherwise than Jetty would: with the source page's reason phrase, and with a close that is announced. */
final class AnswerHead extends Handler.Wrapper {
    private static final String REASON = "Disabled";

    AnswerHead(Handler handler) {
        super(handler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        request.addHttpStreamWrapper(Stream::new);
        return super.handle(request, response, callback);
    }

    private static final class Stream extends HttpStream.Wrapper {
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
            if (response != null && !HttpStatus.isInformational(response.getStatus())) {
                // Where the rest of a body is not there to be passed over, Jetty closes the connection. It finds
                // that out at the answer's end, unless it is asked before. Only then does the answer say so (RFC
                // 9112, section 9.6), and no pool of connections sends the next request into the close.
                consumeAvailable();
            }
            super.send(request, response == null ? null : named(response), last, content, callback);
        }

        private static MetaData.Response named(MetaData.Response response) {
            if (response.getStatus() != ApiError.DISABLED) {
                return response;
            }
            return new MetaData.Response(
                    response.getStatus(),
                    REASON,
                    response.getHttpVersion(),
                    response.getHttpFields(),
                    response.getContentLength(),
                    response.getTrailersSupplier());
        }
    }
}
