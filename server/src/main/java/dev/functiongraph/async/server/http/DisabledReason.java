package dev.functiongraph.async.server.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Puts the source page's reason phrase into the status line of 429, where Jetty would write the standard one. */
final class DisabledReason extends Handler.Wrapper {
    private static final String REASON = "Disabled";

    DisabledReason(Handler handler) {
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
