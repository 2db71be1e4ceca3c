package dev.functiongraph.async.server.runtime.child;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.functiongraph.async.server.runtime.limit.ResultLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a function says of its failure.
 *
 * @param type of what was thrown; empty if it is not told
 * @param message for the record
 * @param stackTrace lines for the log, with the message first; empty where there are none
 */
record FailureReport(String type, String message, List<String> stackTrace) {
    /** Of what has not failed, or says nothing of it. */
    static final FailureReport NONE = new FailureReport("", "", List.of());

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_LINES = 200;

    /** @param body usually an object with {@code errorType}, {@code errorMessage} and {@code stackTrace} */
    static FailureReport of(byte[] body) {
        JsonNode report = json(body);
        if (!report.isObject() || !(report.has("errorMessage") || report.has("errorType"))) {
            String text = new String(body, StandardCharsets.UTF_8).strip();
            return new FailureReport("", text.isEmpty() ? "the function failed without a message" : text, List.of());
        }
        String type = report.path("errorType").asText("");
        String message = text(report.path("errorMessage"));
        String both = type.isBlank() || message.isBlank() ? type + message : type + ": " + message;
        return new FailureReport(type, both, stackTrace(report.path("stackTrace"), both));
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }

    private static String text(JsonNode value) {
        return value.isValueNode() && !value.isNull()
                ? value.asText()
                : value.isContainerNode() ? value.toString() : "";
    }

    private static List<String> stackTrace(JsonNode trace, String message) {
        List<String> lines = new ArrayList<>();
        if (trace.isTextual()) {
            trace.asText().lines().limit(MAX_LINES).forEach(lines::add);
        } else {
            trace.forEach(
                    part -> text(part).lines().limit(MAX_LINES - lines.size()).forEach(lines::add));
        }
        if (!lines.isEmpty()) {
            lines.add(0, message);
        }
        return lines;
    }

    /** The last lines with something in them, on one line. */
    static String lastLines(String output) {
        List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
        String last = lines.stream()
                .skip(Math.max(0, lines.size() - 3))
                .map(ResultLimits::firstLine)
                .collect(Collectors.joining(" | "));
        return last.isEmpty() ? "" : "; its last output: " + last;
    }
}
