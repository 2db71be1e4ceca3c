package dev.functiongraph.async.server.operator;

import dev.functiongraph.async.server.text.TerminalText;
import dev.functiongraph.async.server.text.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** The text of stored bytes that a caller sent or a function wrote. */
final class StoredText {
    private static final int MAX_BYTES = 4_096;
    private static final String INDENT = "  ";

    private StoredText() {}

    /** All lines of a log, each ended. */
    static String log(byte[] text) {
        return lines(new String(text, StandardCharsets.UTF_8), "");
    }

    /** The beginning of an event or a result, in lines of their own, and how much follows. */
    static String beginning(byte[] bytes) {
        byte[] shown = bytes.length <= MAX_BYTES ? bytes : Arrays.copyOf(bytes, MAX_BYTES);
        String text = Utf8.text(bytes)
                .map(any -> lines(new String(shown, StandardCharsets.UTF_8), INDENT))
                .orElseGet(() ->
                        INDENT + "not text; in Base64: " + Base64.getEncoder().encodeToString(shown) + "\n");
        return bytes.length <= MAX_BYTES ? text : text + INDENT + "... " + (bytes.length - MAX_BYTES) + " bytes more\n";
    }

    private static String lines(String text, String before) {
        StringBuilder lines = new StringBuilder();
        TerminalText.lines(text.stripTrailing())
                .forEach(line -> lines.append(before).append(line).append('\n'));
        return lines.toString();
    }
}
