package dev.functiongraph.async.client;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The secrets of a request, which must not get into a log, not even where the server repeats them. */
final class Secrets {

    /** A shorter value of an added header, such as a flag, would be found in ordinary words. */
    private static final int SHORTEST = 6;

    private static final Set<String> PUBLIC = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        PUBLIC.addAll(List.of("Accept", "Content-Type", "User-Agent", AccessKey.DATE));
    }

    private Secrets() {}

    /**
     * The text without the request's token, its signature, and the values of its added headers, also as JSON may write
     * them.
     */
    static String hide(HttpRequest request, String text) {
        List<String> secrets = new ArrayList<>();
        request.headers()
                .map()
                .forEach((name, values) -> values.stream()
                        .filter(value -> Token.HEADER.equalsIgnoreCase(name)
                                || (!PUBLIC.contains(name) && value.length() >= SHORTEST))
                        .forEach(value -> addAll(secrets, value)));
        // The longest first: one may be a part of another.
        secrets.sort(Comparator.comparingInt(String::length).reversed());
        String hidden = text;
        for (String secret : secrets) {
            hidden = hidden.replace(secret, "(redacted)");
        }
        return hidden;
    }

    /** The failure itself, or, where its message has a secret, one that says the same without it. */
    static Throwable hide(HttpRequest request, Throwable failure) {
        String message = failure.getMessage();
        String hidden = message == null ? null : hide(request, message);
        if (Objects.equals(hidden, message)) {
            return failure;
        }
        IOException harmless = new IOException(hidden);
        harmless.setStackTrace(failure.getStackTrace());
        return harmless;
    }

    private static void addAll(List<String> secrets, String value) {
        String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"");
        secrets.add(value);
        int signature = value.indexOf(AccessKey.SIGNATURE);
        if (signature >= 0 && value.length() >= signature + AccessKey.SIGNATURE.length() + SHORTEST) {
            secrets.add(value.substring(signature + AccessKey.SIGNATURE.length()));
        }
        secrets.add(escaped);
        secrets.add(escaped.replace("/", "\\/"));
    }
}
