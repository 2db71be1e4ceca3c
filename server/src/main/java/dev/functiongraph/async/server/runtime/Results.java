package dev.functiongraph.async.server.runtime;

import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.invocation.ErrorCode;
import dev.functiongraph.async.server.invocation.Event;
import dev.functiongraph.async.server.invocation.Outcome;

/** What of a function's answer is recorded. */
final class Results {
    /** FunctionGraph records a larger result of an asynchronous execution as empty. */
    static final int MAX_RESULT_BYTES = Event.MAX_BYTES;

    private static final int MAX_MESSAGE_CHARS = 1_024;
    private static final byte[] EMPTY = {};

    private Results() {}

    static byte[] recorded(byte[] result) {
        return result.length > MAX_RESULT_BYTES ? EMPTY : result;
    }

    static Outcome timedOut(FunctionDefinition function) {
        return new Outcome.FunctionError(
                ErrorCode.FUNCTION_TIMED_OUT,
                "timed out after " + function.timeout().toMillis() + " ms");
    }

    static String message(String text) {
        return text.length() > MAX_MESSAGE_CHARS ? text.substring(0, MAX_MESSAGE_CHARS) : text;
    }
}
