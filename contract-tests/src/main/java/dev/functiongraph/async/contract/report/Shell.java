package dev.functiongraph.async.contract.report;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Quoting of text and bytes for a POSIX shell. */
final class Shell {
    private static final String BARE = "[A-Za-z0-9_@%+=:,./-]+";

    private final Map<Character, String> variables;

    /** @param variables by the characters that stand for their values in texts */
    Shell(Map<Character, String> variables) {
        this.variables = new TreeMap<>(variables);
    }

    /** One word, which must be printable. */
    String word(String text) {
        if (text.matches(BARE)) {
            return text;
        }
        StringBuilder word = new StringBuilder("'");
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (variables.containsKey(character)) {
                word.append("'\"$").append(variables.get(character)).append("\"'");
            } else if (character == '\'') {
                word.append("'\\''");
            } else {
                word.append(character);
            }
        }
        String quoted = word.append("'").toString();
        // Empty quotes beside those of a variable have no meaning.
        return quoted.length() > 2 ? quoted.replaceAll("''(?=\")|(?<=\")''", "") : quoted;
    }

    /**
     * A command that prints exactly these bytes.
     *
     * @param text each character is a byte, or represents a variable
     */
    String printf(String text) {
        StringBuilder format = new StringBuilder("printf '");
        StringBuilder arguments = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (variables.containsKey(character)) {
                format.append("%s");
                arguments.append(" \"$").append(variables.get(character)).append('"');
            } else {
                format.append(escaped(character));
            }
        }
        return format.append('\'').append(arguments).toString();
    }

    private static String escaped(char character) {
        return switch (character) {
            case '\r' -> "\\r";
            case '\n' -> "\\n";
            case '%' -> "%%";
            case '\\' -> "\\\\";
            default ->
                character >= ' ' && character < 0x7F && character != '\''
                        ? Character.toString(character)
                        : String.format("\\%03o", (int) character);
        };
    }

    static String bytes(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
