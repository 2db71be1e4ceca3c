package dev.functiongraph.async.contract.generate;

import java.util.Random;

/** The generator of random texts, with more of Unicode's extremes and special cases than chance would bring. */
public final class Texts {
    private static final int[] CORNERS = {
        0x00, 0x01, 0x08, 0x0a, 0x0d, 0x1f, 0x22, 0x2f, 0x5c, 0x7f, 0x80, 0x85, 0x9f, 0xa0, 0xad, 0x200b, 0x200f,
        0x2028, 0x2029, 0x202e, 0xd7ff, 0xe000, 0xfdd0, 0xfeff, 0xfffd, 0xfffe, 0xffff, 0x10000, 0x1f600, 0x1ffff,
        0xe0001, 0x10ffff
    };
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz";

    private final Random random;

    public Texts(Random random) {
        this.random = random;
    }

    /** At most so many characters, without half a surrogate pair. */
    String whole(int longest) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(longest + 1); length > 0; length--) {
            text.appendCodePoint(point());
        }
        return text.toString();
    }

    /** At most so many characters, with half a surrogate pair, which a JSON string may have if it is escaped. */
    String broken(int longest) {
        String text = whole(longest);
        int at = text.offsetByCodePoints(0, random.nextInt(text.codePointCount(0, text.length()) + 1));
        return text.substring(0, at) + (char) (0xd800 + random.nextInt(0x800)) + text.substring(at);
    }

    /** Small letters. */
    public String word(int length) {
        return of(ALPHABET, length);
    }

    String of(String alphabet, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private int point() {
        return switch (random.nextInt(6)) {
            case 0 -> CORNERS[random.nextInt(CORNERS.length)];
            case 1 -> 0x10000 + random.nextInt(0x100000);
            case 2 -> 0xe000 + random.nextInt(0x2000);
            case 3 -> 0x80 + random.nextInt(0xd780);
            default -> 0x20 + random.nextInt(0x5f);
        };
    }
}
