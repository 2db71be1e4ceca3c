package dev.functiongraph.async.server.config;

import java.util.regex.Pattern;

/** A name or an IP address of this machine, to be bound; one of IPv6 without brackets. */
public record HostAddress(String name) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_.])?");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(?:%[A-Za-z0-9._-]+)?");

    /** @throws IllegalArgumentException if it is neither; a form with brackets, as in URLs, is one of IPv6, too */
    public HostAddress {
        String plain = name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
        boolean isAddress = IPV6.matcher(plain).matches();
        if (!isAddress && !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name + "' is neither a host name nor an IP address, without scheme and port");
        }
        name = plain;
    }

    /** As it stands in a URL. */
    public String inUrl() {
        return name.indexOf(':') < 0 ? name : "[" + name.replace("%", "%25") + "]";
    }

    @Override
    public String toString() {
        return name;
    }
}
