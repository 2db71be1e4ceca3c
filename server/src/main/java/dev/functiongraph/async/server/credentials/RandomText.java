package dev.functiongraph.async.server.credentials;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** Random ids and secrets, from the operating system's source of secure randomness. */
final class RandomText {
    static final int SECRET_BYTES = 32;
    static final int ACCESS_KEY_CHARS = 20;
    static final int SECRET_KEY_CHARS = 40;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String CAPITALS_AND_DIGITS = CAPITALS + "0123456789";
    private static final String LETTERS_AND_DIGITS = CAPITALS_AND_DIGITS + "abcdefghijklmnopqrstuvwxyz";
    private static final int TOKEN_ID_BYTES = 4;
    private static final String TOKEN_START = "fgt_";

    private RandomText() {}

    static byte[] bytes() {
        return bytes(SECRET_BYTES);
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** It begins so that programs which look for secrets in texts know one. */
    static String token() {
        return TOKEN_START + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes());
    }

    /** Whether a text is meant to be a token, and no id. */
    static boolean isToken(String text) {
        return text.startsWith(TOKEN_START);
    }

    static String tokenId() {
        return "tok-" + HexFormat.of().formatHex(bytes(TOKEN_ID_BYTES));
    }

    static String accessKey() {
        return text(1, CAPITALS) + text(ACCESS_KEY_CHARS - 1, CAPITALS_AND_DIGITS);
    }

    static String secretKey() {
        return text(SECRET_KEY_CHARS, LETTERS_AND_DIGITS);
    }

    private static String text(int length, String alphabet) {
        return RANDOM.ints(length, 0, alphabet.length())
                .mapToObj(i -> alphabet.substring(i, i + 1))
                .collect(Collectors.joining());
    }
}
