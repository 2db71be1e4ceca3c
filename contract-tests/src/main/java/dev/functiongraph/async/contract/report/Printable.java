package dev.functiongraph.async.contract.report;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Text without the characters of a foreign server that could harm a reader: those that control terminals, change the
 * direction of text, or are not allowed in XML. They are made visible. Line feeds and tabs stay.
 */
final class Printable {
    private Printable() {}

    static String of(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (isHarmless(character)) {
                printable.appendCodePoint(character);
            } else if (character <= 0xFF) {
                printable.append(String.format("\\x%02x", character));
            } else {
                printable.append(String.format("\\u%04x", character));
            }
        });
        return printable.toString();
    }

    /** Bytes that are no UTF-8 are shown one by one. */
    static String of(byte[] bytes) {
        try {
            return of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            StringBuilder printable = new StringBuilder();
            new String(bytes, StandardCharsets.ISO_8859_1)
                    .chars()
                    .forEach(character -> printable.append(
                            character < 0x80
                                    ? of(Character.toString(character))
                                    : String.format("\\x%02x", character)));
            return printable.toString();
        }
    }

    static boolean isHarmless(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> character == '\n' || character == '\t';
            case Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** At most so many characters, and how many there were. */
    static String excerpt(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
        return text.substring(0, end) + "… (" + text.length() + " characters)";
    }
}
