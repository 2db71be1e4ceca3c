package dev.functiongraph.async.server.runtime;

import java.net.SocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Map;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;

/** The connector to containers. Its failure has the cause for every address of a name, not for the last one only. */
final class AddressConnector extends ClientConnector {
    private static final String FAILURE = ConnectFailure.class.getName();

    @Override
    public void connect(SocketAddress address, Map<String, Object> context) {
        // Otherwise it keeps the first address of the name, and reports that one for every failure.
        context.put(REMOTE_SOCKET_ADDRESS_CONTEXT_KEY, address);
        super.connect(address, context);
    }

    @Override
    protected EndPoint newEndPoint(SelectableChannel channel, ManagedSelector selector, SelectionKey key) {
        return new ContainerEndPoint((SocketChannel) channel, selector, key, getScheduler());
    }

    @Override
    protected void connectFailed(
            SelectableChannel channel, SocketAddress address, Throwable cause, Map<String, Object> context) {
        ConnectFailure failure = (ConnectFailure) context.computeIfAbsent(FAILURE, key -> new ConnectFailure());
        failure.add(address, cause);
        super.connectFailed(channel, address, failure, context);
    }
}
