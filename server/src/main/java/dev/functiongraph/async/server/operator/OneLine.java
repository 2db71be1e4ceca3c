package dev.functiongraph.async.server.operator;

import java.util.regex.Pattern;

/** A function's text, made fit for a line on a terminal. */
final class OneLine {
    /** Also those that turn the direction of writing around. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}]+");

    private OneLine() {}

    static String of(String text) {
        return CONTROL.matcher(text).replaceAll(" ").strip();
    }
}
