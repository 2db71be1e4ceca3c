package dev.functiongraph.async.contract.generate;

import java.nio.charset.StandardCharsets;

/**
 * A value of a path parameter.
 *
 * @param text what it means
 * @param breaks the place of the schema's keyword that it breaks; empty if none
 */
public record PathValue(String text, String breaks) {
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    /**
     * As it stands in a path: everything is percent-encoded but RFC 3986's unreserved characters, the colon and the
     * exclamation mark.
     */
    public String encoded() {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if ((UNRESERVED + ":!").indexOf(octet) >= 0) {
                encoded.append((char) octet);
            } else {
                encoded.append(String.format("%%%02X", octet & 0xff));
            }
        }
        return encoded.toString();
    }

    @Override
    public String toString() {
        return breaks + ": " + text;
    }
}
