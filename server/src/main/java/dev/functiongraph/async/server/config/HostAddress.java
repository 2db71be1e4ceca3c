package dev.functiongraph.async.server.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A name or an IP address of this machine, to be bound; one of IPv6 without brackets. */
public record HostAddress(String name) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_.])?");
    private static final Pattern IPV6 = Pattern.compile("([0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(?:%[A-Za-z0-9._-]+)?");

    /** @throws IllegalArgumentException if it is neither; a form with brackets, as in URLs, is one of IPv6, too */
    public HostAddress {
        String plain = name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
        if (!isIpv6(plain) && !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name + "' is neither a host name nor an IP address, without scheme and port");
        }
        name = plain;
    }

    private static boolean isIpv6(String text) {
        Matcher form = IPV6.matcher(text);
        try {
            // Nobody is asked for what has a colon.
            return form.matches() && InetAddress.getByName(form.group(1)).getAddress().length > 0;
        } catch (UnknownHostException e) {
            return false;
        }
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
