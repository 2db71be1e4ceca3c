package dev.functiongraph.async.server.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Has Jetty find out before an answer begins, and not only when it ends, whether the rest of the request's body is there to
 * be passed over. If it is not, Jetty closes the connection: then the answer says so, and no pool of connections sends the
 * next request into the close and loses its answer (RFC 9112, section 9.6).
 */
final class UnreadBody extends Handler.Wrapper {

    UnreadBody(Handler handler) {
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
                consumeAvailable();
            }
            super.send(request, response, last, content, callback);
        }
    }
}
