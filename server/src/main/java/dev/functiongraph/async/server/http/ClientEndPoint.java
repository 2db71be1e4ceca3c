package dev.functiongraph.async.server.http;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A client's connection. Between two requests only the whole head of the next one ends the idle time: one that drips would
 * otherwise hold its connection for hours.
 */
final class ClientEndPoint extends SocketChannelEndPoint {
    private volatile boolean inRequest;

    ClientEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
        super(channel, selector, key, scheduler);
    }

    @Override
    public void notIdle() {
        if (inRequest) {
            super.notIdle();
        }
    }

    /** Where the client does not read, Jetty would fail the answer first and then the connection's write, with a stack trace. */
    @Override
    protected void onIdleExpired(TimeoutException timeout) {
        if (getWriteFlusher().isPending()) {
            close(timeout);
        } else {
            super.onIdleExpired(timeout);
        }
    }

    private void begin(Request request) {
        inRequest = true;
        notIdle();
        Request.addCompletionListener(request, failure -> {
            notIdle();
            inRequest = false;
        });
    }

    /** Tells a connection where its requests begin and end. */
    static final class Requests extends Handler.Wrapper {
        Requests(Handler handler) {
            super(handler);
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            if (request.getConnectionMetaData().getConnection().getEndPoint() instanceof ClientEndPoint connection) {
                connection.begin(request);
            }
            return super.handle(request, response, callback);
        }
    }
}
