package dev.functiongraph.async.server.runtime;

/** What of a function's answer is recorded. */
final class Results {
    /** FunctionGraph records a larger result of an asynchronous execution as empty. */
    static final int MAX_RESULT_BYTES = 262_144;

    private static final int MAX_MESSAGE_CHARS = 1_024;
    private static final byte[] EMPTY = {};

    private Results() {}

    static byte[] recorded(byte[] result) {
        return result.length > MAX_RESULT_BYTES ? EMPTY : result;
    }

    static String message(String text) {
        return text.length() > MAX_MESSAGE_CHARS ? text.substring(0, MAX_MESSAGE_CHARS) : text;
    }
}
