package dev.functiongraph.async.server.runtime;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/** The failure to connect to any of a container's addresses, with the cause for each of those tried so far. */
final class ConnectFailure extends IOException {
    private static final long serialVersionUID = 1;

    private final transient Map<SocketAddress, Throwable> causes = new LinkedHashMap<>();

    void add(SocketAddress address, Throwable cause) {
        causes.put(address, cause);
    }

    Map<SocketAddress, Throwable> causes() {
        return causes;
    }
}
