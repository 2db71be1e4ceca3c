package dev.functiongraph.async.server.http;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/** A bound on the connections that one address has at once, so that no address takes all of them. Thread-safe. */
final class AddressLimit {
    private final int max;
    private final Map<InetAddress, Integer> open = new HashMap<>();

    AddressLimit(int max) {
        this.max = max;
    }

    /** @return whether the address may have one more; if so, it is counted until {@link #closed} */
    synchronized boolean open(InetAddress address) {
        int before = open.getOrDefault(address, 0);
        if (before >= max) {
            return false;
        }
        open.put(address, before + 1);
        return true;
    }

    synchronized void closed(InetAddress address) {
        open.computeIfPresent(address, (same, count) -> count > 1 ? count - 1 : null);
    }
}
