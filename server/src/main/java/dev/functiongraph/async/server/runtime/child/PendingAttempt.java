package dev.functiongraph.async.server.runtime.child;

import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.FunctionLog;
import dev.functiongraph.async.server.invocation.Outcome;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * An attempt on its way to its outcome.
 *
 * @param outcome canceled if the attempt is to be stopped
 */
record PendingAttempt(
        FunctionDefinition function, Attempt attempt, FunctionLog log, CompletableFuture<Outcome> outcome) {

    String requestId() {
        return attempt.invocation().requestId().toString();
    }

    byte[] event() {
        return attempt.invocation().event().json();
    }

    /** As the service sends them with an event; those with the attempt and the time in milliseconds are ours. */
    Map<String, String> headers() {
        FunctionUrn urn = attempt.invocation().function();
        return Map.ofEntries(
                Map.entry("Content-Type", "application/json"),
                Map.entry("X-Cff-Request-Id", requestId()),
                Map.entry("X-CFF-Invoke-Type", "async"),
                Map.entry("X-CFF-Attempt", Integer.toString(attempt.number())),
                Map.entry(
                        "X-CFF-Timeout",
                        Long.toString(Math.max(1, function.timeout().toSeconds()))),
                Map.entry(
                        "X-CFF-Timeout-Millis", Long.toString(function.timeout().toMillis())),
                Map.entry("X-CFF-Func-Name", urn.functionName()),
                Map.entry("X-CFF-Func-Version", urn.version()),
                Map.entry("X-CFF-Package", urn.packageName()),
                Map.entry("X-CFF-Project-Id", urn.projectId()),
                Map.entry("X-CFF-Region", urn.region()));
    }
}
