package dev.functiongraph.async.server.http;

import dev.functiongraph.async.server.http.error.ClientTrouble;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection. Between two requests only the whole head of the next one ends the idle time: one that drips
 * would otherwise hold its connection for hours.
 */
final class ClientEndPoint extends SocketChannelEndPoint {
    private volatile boolean inRequest;
    private volatile @Nullable Thread endedBy;
    private volatile @Nullable Thread notReading;
    private final AddressLimit limit;
    private final ClientTrouble trouble;
    private final InetAddress address;
    private boolean counted;

    ClientEndPoint(
            SocketChannel channel,
            ManagedSelector selector,
            SelectionKey key,
            Scheduler scheduler,
            AddressLimit limit,
            ClientTrouble trouble) {
        super(channel, selector, key, scheduler);
        this.limit = limit;
        this.trouble = trouble;
        this.address = channel.socket().getInetAddress();
    }

    @Override
    public void onOpen() {
        super.onOpen();
        counted = limit.open(address);
        if (!counted) {
            trouble.happened(ClientTrouble.Kind.TOO_MANY, getRemoteSocketAddress());
            close();
        }
    }

    @Override
    public void onClose(@Nullable Throwable cause) {
        if (counted) {
            limit.closed(address);
            counted = false;
        }
        super.onClose(cause);
    }

    @Override
    public void notIdle() {
        if (inRequest) {
            super.notIdle();
        }
    }

    /**
     * Where the client does not read, Jetty would fail the answer first and then the connection's write, with a stack
     * trace.
     */
    @Override
    protected void onIdleExpired(TimeoutException timeout) {
        if (getWriteFlusher().isPending()) {
            close(timeout);
        } else {
            super.onIdleExpired(timeout);
        }
    }

    /** Runs what would read, so that it finds nothing and asks the selector to tell when something is there. */
    void withoutReading(Runnable task) {
        notReading = Thread.currentThread();
        try {
            task.run();
        } finally {
            notReading = null;
        }
    }

    /** Another thread may read already, while the one that asked the selector is about to leave. */
    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        return notReading == Thread.currentThread() ? 0 : super.fill(buffer);
    }

    private void begin(Request request) {
        inRequest = true;
        notIdle();
        Request.addCompletionListener(request, failure -> {
            notIdle();
            inRequest = false;
            endedBy = Thread.currentThread();
        });
    }

    /** Below TLS, if there is any. */
    static ClientEndPoint below(EndPoint endPoint) {
        return (ClientEndPoint) (endPoint instanceof EndPoint.Wrapper tls ? tls.unwrap() : endPoint);
    }

    /**
     * Tells a connection where its requests begin and end, and lets pipelined ones take their turns with those of
     * others.
     */
    static final class Requests extends Handler.Wrapper {
        Requests(Handler handler) {
            super(handler);
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            ClientEndPoint connection =
                    below(request.getConnectionMetaData().getConnection().getEndPoint());
            if (!connection.isOpen()) {
                // Jetty still has what the client pipelined before it went away.
                callback.failed(new EofException("closed"));
                return true;
            }
            boolean isNextOfSameThread = connection.endedBy == Thread.currentThread();
            connection.begin(request);
            if (!isNextOfSameThread) {
                return super.handle(request, response, callback);
            }
            // Jetty would serve all requests that wait on this connection before any that waits for a thread.
            request.getComponents()
                    .getExecutor()
                    .execute(() -> LaterHandling.handle(getHandler(), request, response, callback));
            return true;
        }
    }
}
