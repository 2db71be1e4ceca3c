package dev.functiongraph.async.server.http;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.internal.HttpChannelState;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * A connection on which the thread that cannot read a request answers it. Jetty would have another thread answer while
 * this one still reads, and both release the buffer that was read into: it could then be given to two other connections
 * at once. Issue 12939 of jetty/jetty.project, which is open, has the same failure from another place.
 */
final class ClientConnection extends HttpConnection {
    private ClientConnection(HttpConfiguration configuration, Connector connector, EndPoint endPoint) {
        super(configuration, connector, endPoint);
    }

    static HttpConnectionFactory factory(HttpConfiguration configuration) {
        return new HttpConnectionFactory(configuration) {
            @Override
            public Connection newConnection(Connector connector, EndPoint endPoint) {
                ClientConnection connection = new ClientConnection(getHttpConfiguration(), connector, endPoint);
                connection.setUseInputDirectByteBuffers(isUseInputDirectByteBuffers());
                connection.setUseOutputDirectByteBuffers(isUseOutputDirectByteBuffers());
                return configure(connection, connector, endPoint);
            }
        };
    }

    @Override
    protected HttpChannel newHttpChannel(Server server, HttpConfiguration configuration) {
        return new HttpChannelState(this) {
            @Override
            public @Nullable Runnable onFailure(Throwable failure) {
                Runnable answer = super.onFailure(failure);
                return answer != null && failure instanceof HttpException
                        ? new Invocable.ReadyTask(InvocationType.NON_BLOCKING, answer)
                        : answer;
            }
        };
    }
}
