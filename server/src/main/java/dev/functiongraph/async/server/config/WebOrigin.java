package dev.functiongraph.async.server.config;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The origin of a web page, as a browser's Origin header has it, such as {@code https://app.example:8443}. */
public record WebOrigin(String scheme, String host, int port) {
    private static final Pattern FORM =
            Pattern.compile("([a-z][a-z0-9+.-]*)://([a-z0-9._-]+|\\[[0-9a-f:.]+])(?::([0-9]{1,5}))?");

    /** @throws IllegalArgumentException if the text is not an origin; for settings */
    public static WebOrigin of(String text) {
        return parse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + text + "' is not an origin such as https://app.example:8443"));
    }

    /** @return empty if the text is not an origin; {@code null}, which browsers send for many, is none */
    public static Optional<WebOrigin> parse(String text) {
        Matcher form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            return Optional.empty();
        }
        int port = form.group(3) == null ? defaultPort(form.group(1)) : Integer.parseInt(form.group(3));
        return Optional.of(new WebOrigin(form.group(1), form.group(2), port));
    }

    /** @return 0 where the scheme has none */
    private static int defaultPort(String scheme) {
        return switch (scheme) {
            case "http" -> 80;
            case "https" -> 443;
            default -> 0;
        };
    }

    /** @param authorityPort 0 where the Host header names none: it has the scheme's then */
    public boolean isAt(String authorityHost, int authorityPort) {
        int there = authorityPort == 0 ? defaultPort(scheme) : authorityPort;
        return host.equalsIgnoreCase(authorityHost) && port == there;
    }
}
