package dev.functiongraph.async.server.operator;

import dev.functiongraph.async.server.text.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/** What a caller sent or a function wrote, made fit for a terminal: none of it can control one. */
final class TerminalText {
    private static final int MAX_BYTES = 4_096;
    private static final String INDENT = "  ";
    /** Also those that turn the direction of writing around. */
    private static final Pattern CONTROL =
            Pattern.compile("[\\p{Cc}\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}&&[^\\n\\t]]");

    private TerminalText() {}

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

    /** Control characters are shown as their numbers. */
    private static String lines(String text, String before) {
        StringBuilder lines = new StringBuilder();
        CONTROL.matcher(text.replace("\r\n", "\n"))
                .replaceAll(
                        control -> "\\\\x%02x".formatted((int) control.group().charAt(0)))
                .stripTrailing()
                .lines()
                .forEach(line -> lines.append(before).append(line).append('\n'));
        return lines.toString();
    }
}
