package dev.functiongraph.async.server.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** A name by which a server is addressed; in lower case, without the dot that may end it. */
public record HostName(String name) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?");

    /** @throws IllegalArgumentException if it is not just a name */
    public HostName {
        String plain = normalize(name.strip());
        if (!FORM.matcher(plain).matches()) {
            throw new IllegalArgumentException("'" + name + "' is not a host name, without scheme and port");
        }
        name = plain;
    }

    public static String normalize(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
