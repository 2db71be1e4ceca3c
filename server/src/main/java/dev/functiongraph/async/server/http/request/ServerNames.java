package dev.functiongraph.async.server.http.request;

import dev.functiongraph.async.server.config.HostName;
import dev.functiongraph.async.server.config.HttpConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names by which this server may be addressed. A web page can have its own name resolved to this machine (DNS
 * rebinding), and then its requests have the page's origin; but neither an IP address nor a name that is not the
 * page's.
 */
final class ServerNames {
    private static final Pattern IP_ADDRESS = Pattern.compile("[0-9]+(?:\\.[0-9]+){0,3}|\\[[0-9a-f:.]+(?:%[^\\]]+)?]");

    private final Set<String> names = new HashSet<>(Set.of("localhost"));
    private @Nullable String machine;

    /** @param bound the name or address that the server listens on */
    ServerNames(String bound, List<HostName> allowed) {
        names.add(HostName.normalize(bound));
        allowed.forEach(host -> names.add(host.name()));
    }

    static ServerNames of(HttpConfig config) {
        return new ServerNames(config.host().name(), config.allowedHosts().orElse(List.of()));
    }

    boolean contains(String host) {
        String name = HostName.normalize(host);
        return IP_ADDRESS.matcher(name).matches() || names.contains(name) || name.equals(machine());
    }

    /** Only asked for when it matters: where the network is down it takes a while. */
    private synchronized String machine() {
        if (machine == null) {
            try {
                machine = HostName.normalize(InetAddress.getLocalHost().getHostName());
            } catch (UnknownHostException e) {
                machine = "localhost";
            }
        }
        return machine;
    }
}
