package dev.functiongraph.async.server.runtime.child;

import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.Event;
import dev.functiongraph.async.server.invocation.FunctionLog;
import dev.functiongraph.async.server.invocation.FunctionRuntime;
import dev.functiongraph.async.server.invocation.Invocation;
import dev.functiongraph.async.server.invocation.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An attempt and what comes of it. */
record FunctionRun(CompletableFuture<Outcome> outcome, FunctionLog log, UUID requestId) {

    /** @param number of the attempt, from 1 */
    static FunctionRun start(FunctionRuntime runtime, FunctionDefinition function, String event, int number) {
        return start(runtime, function, event, number, UUID.randomUUID());
    }

    static FunctionRun start(FunctionRuntime runtime, FunctionDefinition function, String event, int number, UUID id) {
        Instant now = Instant.now();
        Invocation invocation = new Invocation(
                id, function.urn(), new Event(event.getBytes(StandardCharsets.UTF_8)), now, now.plusSeconds(3600));
        FunctionLog log = new FunctionLog();
        Attempt attempt = new Attempt(invocation, number, 0, 0, 0);
        return new FunctionRun(runtime.invoke(function, attempt, log), log, id);
    }

    Outcome get() throws Exception {
        return outcome.get(60, TimeUnit.SECONDS);
    }

    String result() throws Exception {
        if (get() instanceof Outcome.Success success) {
            return new String(success.result(), StandardCharsets.UTF_8);
        }
        throw new AssertionError(get());
    }

    String failure() throws Exception {
        if (get() instanceof Outcome.FunctionError error) {
            return error.message();
        }
        throw new AssertionError(get());
    }

    String unavailable() throws Exception {
        if (get() instanceof Outcome.Unavailable unavailable) {
            return unavailable.reason();
        }
        throw new AssertionError(get());
    }
}
