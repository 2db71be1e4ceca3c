package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.functiongraph.async.client.FunctionGraphAsyncClient;
import dev.functiongraph.async.client.FunctionGraphException;
import dev.functiongraph.async.client.ServiceUnavailableException;
import dev.functiongraph.async.client.model.AsyncInvocation;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The client is given every answer that the contract documents, as the contract's own example has it. */
class ClientAgainstStubTest {
    private static final String ACCEPTED = "202";

    @Test
    void a_202_gives_the_request_id() throws IOException {
        try (StubServer server = new StubServer(202)) {
            AsyncInvocation invocation = client(server).invokeAsync(Spec.PROJECT, Spec.TEST);
            assertThat(invocation.getRequestId())
                    .hasToString(new ObjectMapper()
                            .readTree(server.answer().body())
                            .path("request_id")
                            .textValue());
        }
    }

    @TestFactory
    Stream<DynamicTest> every_refusal_is_the_exception_for_it() {
        return Spec.INVOKE.statuses().stream()
                .filter(status -> !status.equals(ACCEPTED))
                .map(status -> DynamicTest.dynamicTest(status, () -> isThrown(Integer.parseInt(status))));
    }

    private static void isThrown(int status) throws IOException {
        try (StubServer server = new StubServer(status)) {
            FunctionGraphException failure =
                    ClientOutcome.failureOf(() -> client(server).invokeAsync(Spec.PROJECT, Spec.TEST));
            ClientOutcome.assertTypeOf(failure, status);
            ClientOutcome.assertTells(failure, server.answer());
            assertThat(server.requests()).as("sent once, whatever the answer").hasSize(1);
        }
    }

    @TestFactory
    Stream<DynamicTest> every_refusal_comes_by_the_future_too() {
        return Spec.INVOKE.statuses().stream()
                .filter(status -> !status.equals(ACCEPTED))
                .map(status -> DynamicTest.dynamicTest(status, () -> completesWith(Integer.parseInt(status))));
    }

    private static void completesWith(int status) throws IOException {
        try (StubServer server = new StubServer(status)) {
            FunctionGraphException failure = ClientOutcome.failureOf(() -> {
                try {
                    client(server).invokeAsyncFuture(Spec.PROJECT, Spec.TEST).join();
                } catch (CompletionException e) {
                    throw e.getCause();
                }
            });
            ClientOutcome.assertTypeOf(failure, status);
            ClientOutcome.assertTells(failure, server.answer());
        }
    }

    @Test
    void a_503_tells_how_long_to_wait() throws IOException {
        try (StubServer server = new StubServer(503)) {
            FunctionGraphException failure =
                    ClientOutcome.failureOf(() -> client(server).invokeAsync(Spec.PROJECT, Spec.TEST));
            assertThat(((ServiceUnavailableException) failure).retryAfter())
                    .isEqualTo(server.answer()
                            .headers()
                            .first("Retry-After")
                            .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds))));
        }
    }

    @TestFactory
    Stream<DynamicTest> every_example_of_an_event_is_sent_as_it_is() {
        return Spec.INVOKE.requestExamples().entrySet().stream()
                .map(example -> DynamicTest.dynamicTest(
                        example.getKey(),
                        () -> assertThat(sent(event(example.getValue()))).isEqualTo(example.getValue())));
    }

    private static JsonNode sent(Map<String, String> event) throws IOException {
        try (StubServer server = new StubServer(202)) {
            client(server).invokeAsync(Spec.PROJECT, Spec.TEST, event);
            return new ObjectMapper().readTree(ClientRequestTest.only(server).body());
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> event(JsonNode example) {
        return new ObjectMapper().convertValue(example, Map.class);
    }

    private static FunctionGraphAsyncClient client(StubServer server) {
        return FunctionGraphAsyncClient.builder().baseUri(server.uri()).build();
    }
}
