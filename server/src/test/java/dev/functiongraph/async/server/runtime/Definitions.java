package dev.functiongraph.async.server.runtime;

import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.function.Destinations;
import dev.functiongraph.async.server.function.FunctionDefinition;
import dev.functiongraph.async.server.function.FunctionDefinition.AsyncSettings;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.function.RuntimeDefinition;
import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.Event;
import dev.functiongraph.async.server.invocation.Invocation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

final class Definitions {
    private Definitions() {}

    static FunctionDefinition function(RuntimeDefinition runtime, Duration timeout, int concurrency) {
        return function("fn", runtime, timeout, concurrency);
    }

    static FunctionDefinition function(String name, RuntimeDefinition runtime, Duration timeout, int concurrency) {
        return new FunctionDefinition(
                FunctionUrn.parse(TestFunctions.urn(name)),
                true,
                runtime,
                timeout,
                concurrency,
                Set.of(),
                new AsyncSettings(0, Duration.ofHours(1), Destinations.NONE));
    }

    static Attempt attempt(FunctionDefinition function) {
        return attempt(function, 2, "{\"k\":\"v\"}");
    }

    static Attempt attempt(FunctionDefinition function, int number, String json) {
        Instant now = Instant.now();
        Event event = new Event(json.getBytes(StandardCharsets.UTF_8));
        return new Attempt(
                new Invocation(UUID.randomUUID(), function.urn(), event, now, now.plusSeconds(3600)), number, 0, 0, 0);
    }
}
