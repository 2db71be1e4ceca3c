package dev.functiongraph.async.client;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/** The checks of arguments before anything is sent: refused is what could not be sent as it is meant. */
final class Arguments {

    private static final Set<String> CHANGE_THE_PATH = Set.of("", ".", "..");
    private static final int MAX_PORT = 65_535;
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofHours(24);

    private Arguments() {}

    /** Refuses what would reach another path, and be answered as if that were meant; the server checks the rest. */
    static String pathSegment(String name, String value) {
        if (CHANGE_THE_PATH.contains(Objects.requireNonNull(value, name))) {
            throw new IllegalArgumentException(name + " must not be '" + value + "'");
        }
        return text(name, value);
    }

    static String text(String name, String value) {
        if (Json.LONE_SURROGATE.matcher(Objects.requireNonNull(value, name)).find()) {
            throw new IllegalArgumentException(name + " has an unpaired surrogate, which cannot be sent");
        }
        return value;
    }

    static <T extends Comparable<T>> void between(String name, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most + ", not " + value);
        }
    }

    static Duration timeout(String name, Duration timeout) {
        if (Objects.requireNonNull(timeout, name).compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " must be 1 ms to 24 hours, not " + timeout);
        }
        return timeout;
    }

    /** Does not print the URI: it may contain a password. */
    static URI baseUri(URI uri) {
        Objects.requireNonNull(uri, "baseUri");
        boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        boolean plain = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
        if (!http || uri.getHost() == null || !plain) {
            throw new IllegalArgumentException(
                    "baseUri must be http or https, with a host (which has no '_'), and without user"
                            + " information, query and fragment");
        }
        if (uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
            throw new IllegalArgumentException(
                    "the port of baseUri must be 1 to " + MAX_PORT + ", not " + uri.getPort());
        }
        return URI.create(uri.toString().replaceFirst("/+$", ""));
    }
}
