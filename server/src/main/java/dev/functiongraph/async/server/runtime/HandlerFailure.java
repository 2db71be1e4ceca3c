package dev.functiongraph.async.server.runtime;

import dev.functiongraph.async.server.runtime.limit.ResultLimits;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The text of what a handler has thrown: bounded, and made of nothing that could harm the log. A handler's exception
 * is its own code, which may throw again, return megabytes, or never come to an end of its causes.
 */
final class HandlerFailure {
    private static final int MAX_FRAMES = 30;
    private static final int MAX_CAUSES = 5;

    private HandlerFailure() {}

    /** The class and its message, for the record. */
    static String message(Throwable thrown) {
        String name = thrown.getClass().getName();
        String simple = name.substring(name.lastIndexOf('.') + 1);
        try {
            String message = thrown.getMessage();
            return message == null || message.isBlank() ? simple : ResultLimits.message(simple + ": " + message);
        } catch (Throwable e) {
            return simple;
        }
    }

    /** The stack trace with its causes, a line each, down to where the server has called the handler. */
    static String stackTrace(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        try {
            Throwable cause = thrown;
            for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
                text.append(i == 0 ? "" : "Caused by: ")
                        .append(ResultLimits.firstLine(message(cause)))
                        .append('\n')
                        .append(frames(cause));
                cause = cause.getCause();
            }
        } catch (Throwable e) {
            text.append("\t... and no more: it throws when it is asked for its stack trace\n");
        }
        return text.toString();
    }

    private static String frames(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .takeWhile(frame -> !frame.getClassName().equals(JavaRuntime.class.getName()))
                .limit(MAX_FRAMES)
                .map(frame -> "\tat " + frame + "\n")
                .collect(Collectors.joining());
    }
}
