package dev.functiongraph.async.server.operator;

/** A function's text, made fit for a line on a terminal. */
final class OneLine {
    private OneLine() {}

    static String of(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
