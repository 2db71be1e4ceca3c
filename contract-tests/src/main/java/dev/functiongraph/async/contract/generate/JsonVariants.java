package dev.functiongraph.async.contract.generate;

import java.util.Random;

/** The writer of JSON in all the ways that RFC 8259 allows; a library has only one. */
final class JsonVariants {
    private static final String SHORT = "\"\\/\b\f\n\r\t";
    private static final String LETTERS = "\"\\/bfnrt";
    private static final String[] SPACES = {" ", "\n", "\t", "\r", "\r\n", "  ", "\t \n"};

    private final Random random;

    JsonVariants(Random random) {
        this.random = random;
    }

    /** Nothing, or any whitespace. */
    String space() {
        return random.nextInt(3) > 0 ? "" : SPACES[random.nextInt(SPACES.length)];
    }

    /** A string with its quotes. Half a surrogate pair is escaped, as it can be written in no other way. */
    String string(String text) {
        int escapes = random.nextInt(3);
        StringBuilder written = new StringBuilder("\"");
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            int length = Character.charCount(point);
            boolean half = length == 1 && Character.isSurrogate(text.charAt(i));
            if (point < 0x20 || point == '"' || point == '\\' || half || (escapes > 0 && random.nextInt(8) < escapes)) {
                text.substring(i, i + length).chars().forEach(unit -> written.append(escaped((char) unit)));
            } else {
                written.appendCodePoint(point);
            }
            i += length;
        }
        return written.append('"').toString();
    }

    private String escaped(char unit) {
        int known = SHORT.indexOf(unit);
        if (known >= 0 && random.nextBoolean()) {
            return "\\" + LETTERS.charAt(known);
        }
        return String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) unit);
    }

    /** The contents of an object, with its braces, from members that are written already. */
    String object(Iterable<String> members) {
        StringBuilder object = new StringBuilder(space() + "{" + space());
        String separator = "";
        for (String member : members) {
            object.append(separator).append(member);
            separator = space() + "," + space();
        }
        return object.append(space()).append('}').append(space()).toString();
    }

    String member(String key, String writtenValue) {
        return string(key) + space() + ":" + space() + writtenValue;
    }
}
