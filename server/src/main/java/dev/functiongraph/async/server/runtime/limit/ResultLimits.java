package dev.functiongraph.async.server.runtime.limit;

import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.invocation.ErrorCode;
import dev.functiongraph.async.server.invocation.Event;
import dev.functiongraph.async.server.invocation.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The limits of a function's result and message in the record. */
public final class ResultLimits {
    /** FunctionGraph records a larger result of an asynchronous execution as empty. */
    public static final int MAX_RESULT_BYTES = Event.MAX_BYTES;

    private static final int MAX_MESSAGE_CHARS = 1_024;
    private static final int MAX_LINE_CHARS = 200;
    private static final Pattern USER_INFO = Pattern.compile("//[^/@\\s]*@");
    private static final byte[] EMPTY = {};

    private ResultLimits() {}

    /** @param log is told if it is too large */
    public static byte[] recorded(byte[] result, Consumer<String> log) {
        return result.length > MAX_RESULT_BYTES ? tooLarge(log) : result;
    }

    private static byte[] tooLarge(Consumer<String> log) {
        log.accept("[the result is not recorded: it has more than " + MAX_RESULT_BYTES + " bytes]");
        return EMPTY;
    }

    public static Outcome timedOut(FunctionDefinition function) {
        return new Outcome.FunctionError(
                ErrorCode.FUNCTION_TIMED_OUT,
                "timed out after " + function.timeout().toMillis() + " ms");
    }

    /**
     * A text that is too long is not even encoded: each of its characters is at least one byte.
     *
     * @param log is told if it is too large
     */
    public static byte[] recorded(String result, Consumer<String> log) {
        if (result == null) {
            return EMPTY;
        }
        return result.length() > MAX_RESULT_BYTES
                ? tooLarge(log)
                : recorded(result.getBytes(StandardCharsets.UTF_8), log);
    }

    public static String message(String text) {
        return cut(text, MAX_MESSAGE_CHARS);
    }

    /**
     * The first line of a text with something in it, on one line whatever it contains, and without a password in a URL.
     */
    public static String firstLine(String text) {
        String line = text.lines().filter(it -> !it.isBlank()).findFirst().orElse("");
        String printable = cut(line, MAX_LINE_CHARS).replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\ufffd]+", " ");
        return USER_INFO.matcher(printable).replaceAll("//***@").strip();
    }

    /** Never between the two halves of a character. */
    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }
}
