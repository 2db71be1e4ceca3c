package dev.functiongraph.async.server.http.request;

import dev.functiongraph.async.server.config.HostName;
import dev.functiongraph.async.server.config.HttpConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/**
 * The names by which this server may be addressed. A web page can have its own name resolved to this machine (DNS
 * rebinding), and then its requests have the page's origin; but neither an IP address nor a name that is not the
 * page's.
 */
final class ServerNames {
    private static final Pattern IP_ADDRESS = Pattern.compile("[0-9]+(?:\\.[0-9]+){0,3}|\\[[0-9a-f:.]+(?:%[^\\]]+)?]");

    private final Set<String> names = new HashSet<>(Set.of("localhost"));
    /** Where the network is down it takes a while, and no connection is to wait for it. */
    private final CompletableFuture<String> machine = CompletableFuture.supplyAsync(ServerNames::machineName);

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
        return names.contains(name) || IP_ADDRESS.matcher(name).matches() || name.equals(machine.join());
    }

    private static String machineName() {
        try {
            return HostName.normalize(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
