package dev.functiongraph.async.server.credentials.signature;

import java.nio.charset.StandardCharsets;

/** The one way in which signatures write a part of a URI: all bytes escaped but letters, digits and {@code - _ . ~}. */
final class UriEscapes {
    private static final String DIGITS = "0123456789ABCDEF";
    private static final int ASCII = 0x80;
    private static final boolean[] PLAIN = new boolean[ASCII];

    static {
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~"
                .chars()
                .forEach(c -> PLAIN[c] = true);
    }

    private UriEscapes() {}

    /**
     * Appends a part of a URI in that way.
     *
     * @param decoded whether what was escaped when it was sent is taken for what that means
     * @param plusIsSpace as it is in queries
     */
    static void append(StringBuilder canonical, String sent, int from, int to, boolean decoded, boolean plusIsSpace) {
        for (int i = from; i < to; i++) {
            char c = sent.charAt(i);
            if (decoded && c == '%' && isEscape(sent, i, to)) {
                appendByte(canonical, digit(sent, i + 1) << 4 | digit(sent, i + 2));
                i += 2;
            } else if (c < ASCII) {
                appendByte(canonical, plusIsSpace && c == '+' ? ' ' : c);
            } else {
                int length = Character.isHighSurrogate(c) && i + 1 < to ? 2 : 1;
                for (byte b : sent.substring(i, i + length).getBytes(StandardCharsets.UTF_8)) {
                    appendByte(canonical, b & 0xff);
                }
                i += length - 1;
            }
        }
    }

    private static boolean isEscape(String text, int at, int to) {
        return at + 2 < to && digit(text, at + 1) >= 0 && digit(text, at + 2) >= 0;
    }

    private static int digit(String text, int at) {
        return Character.digit(text.charAt(at), 16);
    }

    private static void appendByte(StringBuilder canonical, int b) {
        if (b < ASCII && PLAIN[b]) {
            canonical.append((char) b);
        } else {
            canonical.append('%').append(DIGITS.charAt(b >> 4)).append(DIGITS.charAt(b & 0xf));
        }
    }
}
