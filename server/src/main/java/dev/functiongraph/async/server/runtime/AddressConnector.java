package dev.functiongraph.async.server.runtime;

import java.net.SocketAddress;
import java.nio.channels.SelectableChannel;
import java.util.Map;
import org.eclipse.jetty.io.ClientConnector;

/** A connector whose failure tells the cause for every address of a name, not for the last one only. */
final class AddressConnector extends ClientConnector {
    private static final String FAILURE = ConnectFailure.class.getName();

    @Override
    public void connect(SocketAddress address, Map<String, Object> context) {
        // Otherwise it keeps the first address of the name, and reports that one for every failure.
        context.put(REMOTE_SOCKET_ADDRESS_CONTEXT_KEY, address);
        super.connect(address, context);
    }

    @Override
    protected void connectFailed(
            SelectableChannel channel, SocketAddress address, Throwable cause, Map<String, Object> context) {
        ConnectFailure failure = (ConnectFailure) context.computeIfAbsent(FAILURE, key -> new ConnectFailure());
        failure.add(address, cause);
        super.connectFailed(channel, address, failure, context);
    }
}
