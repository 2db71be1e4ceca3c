package dev.functiongraph.async.server.operator;

/** What a function said, made fit for a line on a terminal. */
final class OneLine {
    private OneLine() {}

    static String of(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
