package dev.functiongraph.async.server.text;

import java.util.List;
import java.util.regex.Pattern;

/** A function's text, made fit for a terminal: what could move the cursor or turn letters around is spelled out. */
public final class TerminalText {
    private static final Pattern LINE_END = Pattern.compile("\r\n|\n");
    private static final Pattern UNFIT =
            Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");
    private static final String TAB = "    ";

    private TerminalText() {}

    /** The lines of it; an end of line at the very end begins no further one. */
    public static List<String> lines(String text) {
        String[] lines = LINE_END.split(text);
        return text.isEmpty()
                ? List.of()
                : List.of(lines).stream().map(TerminalText::line).toList();
    }

    /** The same of a text that is to be one line: ends of lines are spelled out, too. */
    public static String line(String text) {
        return UNFIT.matcher(text.replace("\t", TAB))
                .replaceAll(found -> spelled(found.group().charAt(0)));
    }

    /** The backslash is one of a replacement's own characters. */
    private static String spelled(char unfit) {
        return switch (unfit) {
            case '\n' -> "\\\\n";
            case '\r' -> "\\\\r";
            default -> "\\\\u%04x".formatted((int) unfit);
        };
    }
}
