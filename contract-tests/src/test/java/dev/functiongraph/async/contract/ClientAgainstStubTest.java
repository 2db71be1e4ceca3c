package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.functiongraph.async.client.AcceptedInvocation;
import dev.functiongraph.async.client.FunctionGraphAsyncClient;
import dev.functiongraph.async.client.FunctionGraphException;
import dev.functiongraph.async.client.Invocation;
import dev.functiongraph.async.client.InvocationPage;
import dev.functiongraph.async.client.InvocationQuery;
import dev.functiongraph.async.client.ServiceUnavailableException;
import dev.functiongraph.async.contract.spec.Operation;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The client against every answer that the contract documents, as the contract's own example shows it. */
class ClientAgainstStubTest {
    @Test
    void a202GivesTheRequestId() throws IOException {
        try (ExampleServer server = new ExampleServer(202)) {
            AcceptedInvocation invocation = client(server).invokeAsync(Spec.PROJECT, Spec.TEST);
            assertThat(invocation.requestId())
                    .hasToString(new ObjectMapper()
                            .readTree(server.answer().body())
                            .path("request_id")
                            .textValue());
        }
    }

    @Test
    void aPageTellsAllOfItsRecords() throws IOException {
        try (ExampleServer server = new ExampleServer(Spec.LIST, 200)) {
            InvocationPage page = client(server).listInvocations(Spec.PROJECT, Spec.TEST, InvocationQuery.all());

            assertThat(page.nextMarker()).isEmpty();
            assertThat(page.invocations())
                    .containsExactly(
                            new Invocation(
                                    UUID.fromString("1167bf8c-87b0-43ab-8f5f-26b16c64f252"),
                                    Invocation.Status.WAIT,
                                    0,
                                    "",
                                    Optional.empty(),
                                    Optional.empty()),
                            new Invocation(
                                    Spec.NOBODYS_ID,
                                    Invocation.Status.FAIL,
                                    4208,
                                    "function invocation canceled",
                                    Optional.of(Instant.parse("2026-01-02T03:04:05.006Z")),
                                    Optional.of(Instant.parse("2026-01-02T03:04:06.007Z"))));
        }
    }

    @Test
    void oneInvocationIsFoundByItsId() throws IOException {
        try (ExampleServer server = new ExampleServer(Spec.LIST, 200)) {
            assertThat(client(server).findInvocation(Spec.PROJECT, Spec.TEST, Spec.NOBODYS_ID))
                    .map(Invocation::requestId)
                    .hasValue(Spec.NOBODYS_ID);
        }
    }

    @Test
    void aCancellationTellsHowTheInvocationEnded() throws IOException {
        try (ExampleServer server = new ExampleServer(Spec.CANCEL, 200)) {
            assertThat(client(server).cancelInvocation(Spec.PROJECT, Spec.TEST, Spec.NOBODYS_ID))
                    .isEqualTo(Invocation.Status.DISCARD);
        }
    }

    @Test
    void thereIsACallForEveryOperation() {
        assertThat(Spec.CONTRACT.operations())
                .extracting(Operation::id)
                .allMatch(id -> Stream.of(ClientCall.values())
                        .anyMatch(call -> call.operation.id().equals(id)));
    }

    @TestFactory
    Stream<DynamicTest> everyRefusalIsTheExceptionForIt() {
        return everyRefusal(ClientAgainstStubTest::isThrown);
    }

    private static void isThrown(ClientCall call, int status) throws IOException {
        try (ExampleServer server = new ExampleServer(call.operation, status)) {
            FunctionGraphException failure = ClientOutcome.failureOf(() -> call.call(client(server), Spec.TEST));
            ClientOutcome.assertTypeOf(call.operation, failure, status);
            ClientOutcome.assertTells(failure, server.answer());
            assertThat(server.requests()).as("sent once, whatever the answer").hasSize(1);
        }
    }

    @TestFactory
    Stream<DynamicTest> everyRefusalComesByTheFutureToo() {
        return everyRefusal(ClientAgainstStubTest::completesWith);
    }

    private static void completesWith(ClientCall call, int status) throws IOException {
        try (ExampleServer server = new ExampleServer(call.operation, status)) {
            FunctionGraphException failure = ClientOutcome.failureOf(() -> {
                try {
                    call.callFuture(client(server), Spec.TEST).join();
                } catch (CompletionException e) {
                    throw e.getCause();
                }
            });
            ClientOutcome.assertTypeOf(call.operation, failure, status);
            ClientOutcome.assertTells(failure, server.answer());
        }
    }

    @FunctionalInterface
    private interface RefusalCheck {
        void check(ClientCall call, int status) throws IOException;
    }

    private static Stream<DynamicTest> everyRefusal(RefusalCheck refusal) {
        return Stream.of(ClientCall.values())
                .flatMap(call -> call.refusals()
                        .map(status ->
                                DynamicTest.dynamicTest(call + " " + status, () -> refusal.check(call, status))));
    }

    @Test
    void a503TellsHowLongToWait() throws IOException {
        try (ExampleServer server = new ExampleServer(503)) {
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
    Stream<DynamicTest> everyExampleOfAnEventIsSentAsItIs() {
        return Spec.INVOKE.requestExamples().entrySet().stream()
                .map(example -> DynamicTest.dynamicTest(
                        example.getKey(),
                        () -> assertThat(sent(event(example.getValue()))).isEqualTo(example.getValue())));
    }

    private static JsonNode sent(Map<String, String> event) throws IOException {
        try (ExampleServer server = new ExampleServer(202)) {
            client(server).invokeAsync(Spec.PROJECT, Spec.TEST, event);
            return new ObjectMapper().readTree(ClientRequestTest.only(server).body());
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> event(JsonNode example) {
        return new ObjectMapper().convertValue(example, Map.class);
    }

    private static FunctionGraphAsyncClient client(ExampleServer server) {
        return FunctionGraphAsyncClient.builder().baseUri(server.uri()).build();
    }
}
