package dev.functiongraph.async.server.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.functiongraph.async.server.LogLines;
import dev.functiongraph.async.server.TestFunctions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DestinationsTest {
    private static final String DESTINATION = "{destination: FunctionGraph, param: {func_urn: \"%s\"}}";
    private static final String ENTRIES = Engine.entry(
                    "fn",
                    "async: {max_async_event_age_in_seconds: 60, destination_config: {on_success: "
                            + DESTINATION.formatted(TestFunctions.urn("happy")) + ", on_failure: "
                            + DESTINATION.formatted(TestFunctions.urn("sad")) + "}}")
            + Engine.entry("happy")
            + Engine.entry("sad");

    @TempDir
    Path dir;

    @Test
    void aSuccessIsToldToItsDestinationAsDocumented() throws Exception {
        try (Engine engine = new Engine(dir, ENTRIES)) {
            engine.runtime.answer(new Outcome.Success("hello world!".getBytes(StandardCharsets.UTF_8)));
            UUID id = engine.accept("fn");
            engine.passFor(Duration.ofSeconds(5));

            assertThat(namesRun(engine)).containsExactly("fn", "happy");
            JsonNode event = eventOf(engine, 1);
            assertThat(event.toString())
                    .isEqualTo("{\"timestamp\":\"2026-01-01T00:00:00Z\",\"request_context\":{\"request_id\":\"" + id
                            + "\",\"function_urn\":\"" + TestFunctions.urn("fn")
                            + "\",\"condition\":\"\",\"approximate_invoke_count\":1},"
                            + "\"request_payload\":\"{\\\"k\\\":\\\"v\\\"}\","
                            + "\"response_context\":{\"status_code\":200,\"function_error\":\"\"},"
                            + "\"response_payload\":\"hello world!\"}");
        }
    }

    @Test
    void aFailureIsToldToItsDestinationAsDocumented() throws Exception {
        try (Engine engine = new Engine(dir, ENTRIES)) {
            engine.runtime.script = attempt -> CompletableFuture.completedFuture(
                    attempt.invocation().function().functionName().equals("fn")
                            ? new Outcome.FunctionError(ErrorCode.FUNCTION_FAILED, "no luck")
                            : new Outcome.Success(new byte[0]));
            engine.accept("fn");
            engine.passFor(Duration.ofSeconds(5));

            assertThat(namesRun(engine)).containsExactly("fn", "sad");
            JsonNode event = eventOf(engine, 1);
            assertThat(event.at("/request_context/condition").asText()).isEqualTo("UnhandledInvocationError");
            assertThat(event.at("/response_context/status_code").asInt()).isEqualTo(500);
            assertThat(event.at("/response_payload").asText()).isEqualTo("{\"errorMessage\":\"no luck\"}");
        }
    }

    @Test
    void aDestinationWithAFullBacklogIsNotToldAndTheInvocationEndsAllTheSame() throws Exception {
        try (LogLines log = new LogLines();
                Engine engine =
                        new Engine(dir, ENTRIES.replace("happy:latest\n", "happy:latest\n    enabled: false\n"))) {
            engine.backlog = new Backlog(2, 100);
            engine.restart();
            List<UUID> ids = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                ids.add(engine.accept("fn"));
                engine.pass();
            }

            assertThat(ids).extracting(engine::row).containsOnly("SUCCESS 1 0");
            assertThat(engine.records().tally().waiting()).isEqualTo(2);
            assertThat(engine.records().tally().drift()).isZero();
            assertThat(log.with("destination"))
                    .containsExactly("WARN 1 events for destinations were dropped: the function's backlog is full: 2"
                            + " invocations wait, the limit is 2");
        }
    }

    @Test
    void whatBecomesTooOldIsToldToTheDestinationOfFailures() throws Exception {
        try (Engine engine = new Engine(dir, ENTRIES)) {
            engine.runtime.answer(new Outcome.Unavailable("busy"));
            engine.accept("fn");
            engine.passFor(Duration.ofSeconds(70));

            assertThat(namesRun(engine)).contains("sad").doesNotContain("happy");
            JsonNode event = eventOf(engine, namesRun(engine).indexOf("sad"));
            assertThat(event.at("/request_context/condition").asText()).isEqualTo("EventAgeExceeded");
            assertThat(event.at("/response_payload").asText()).contains("expired before it could be run: busy");
        }
    }

    @Test
    void anEventThatWouldBeTooLargeIsToldWithoutItsPayloads() throws Exception {
        try (Engine engine = new Engine(dir, ENTRIES)) {
            engine.runtime.answer(new Outcome.Success("\"".repeat(262_144).getBytes(StandardCharsets.UTF_8)));
            engine.accept("fn");
            engine.passFor(Duration.ofSeconds(5));

            JsonNode event = eventOf(engine, 1);
            assertThat(event.at("/request_payload").asText()).isEmpty();
            assertThat(event.at("/response_payload").asText()).isEmpty();
            assertThat(event.at("/response_context/status_code").asInt()).isEqualTo(200);
        }
    }

    @Test
    void aRetryIsToldToNobody() throws Exception {
        try (Engine engine = new Engine(dir, ENTRIES)) {
            engine.runtime.answer(new Outcome.Unavailable("busy"));
            engine.accept("fn");
            engine.passFor(Duration.ofSeconds(20));

            assertThat(namesRun(engine)).containsOnly("fn");
        }
    }

    private static List<String> namesRun(Engine engine) {
        return engine.runtime.attempts.stream()
                .map(attempt -> attempt.invocation().function().functionName())
                .toList();
    }

    private static JsonNode eventOf(Engine engine, int run) throws Exception {
        return new ObjectMapper()
                .readTree(engine.runtime.attempts.get(run).invocation().event().json());
    }
}
