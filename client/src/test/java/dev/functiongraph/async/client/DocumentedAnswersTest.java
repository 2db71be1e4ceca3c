package dev.functiongraph.async.client;

import static dev.functiongraph.async.client.Fixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The answers that openapi.yaml documents, each as its own example shows it. */
class DocumentedAnswersTest {

    private static final String HEADERS =
            "Content-Type: application/json\nX-Request-Id: " + StubServer.REQUEST_ID + "\nRetry-After: 7";

    private static final Map<String, Class<? extends FunctionGraphException>> EXCEPTIONS = Map.of(
            "400", InvalidRequestException.class,
            "401", UnauthorizedException.class,
            "403", ForbiddenException.class,
            "404", FunctionNotFoundException.class,
            "406", InvalidRequestException.class,
            "413", EventTooLargeException.class,
            "415", InvalidRequestException.class,
            "429", FunctionDisabledException.class,
            "500", ServerErrorException.class,
            "503", ServiceUnavailableException.class);

    @Test
    void theContractDocumentsNoOperationThatTheseTestsDoNotKnow() {
        assertThat(Contract.operations().keySet())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Call.values())
                        .map(call -> call.operationId)
                        .distinct()
                        .toList());
    }

    @Test
    void a202GivesTheRequestId() throws IOException {
        JsonNode example = Contract.examples(Call.INVOKE.operationId).get("202");
        assertThat(((AcceptedInvocation) answerTo(Call.INVOKE)).requestId())
                .hasToString(example.path("request_id").textValue());
    }

    @Test
    void a200OfAListGivesAllThatItSaysOfEachInvocation() throws IOException {
        Invocation waiting = new Invocation(
                UUID.fromString("1167bf8c-87b0-43ab-8f5f-26b16c64f252"),
                Invocation.Status.WAIT,
                0,
                "",
                Optional.empty(),
                Optional.empty());
        Invocation canceled = new Invocation(
                UUID.fromString("e834cb5b-1b2b-4c6b-b41c-8bd10fd41826"),
                Invocation.Status.FAIL,
                4208,
                "function invocation canceled",
                Optional.of(Instant.parse("2026-01-02T03:04:05.006Z")),
                Optional.of(Instant.parse("2026-01-02T03:04:06.007Z")));
        assertThat(answerTo(Call.LIST)).isEqualTo(new InvocationPage(List.of(waiting, canceled), OptionalLong.empty()));
        assertThat(answerTo(Call.FIND)).isEqualTo(Optional.of(canceled));
    }

    @Test
    void a200OfACancellationGivesHowTheInvocationEnded() throws IOException {
        assertThat(answerTo(Call.CANCEL)).isEqualTo(Invocation.Status.DISCARD);
    }

    private static Object answerTo(Call call) throws IOException {
        JsonNode example = Contract.examples(call.operationId).get(Integer.toString(call.success));
        try (StubServer server = StubServer.answering(call.success, HEADERS, example.toString())) {
            return call.send(server.client());
        }
    }

    @TestFactory
    Stream<DynamicTest> everyRefusalHasItsException() {
        return Arrays.stream(Call.values())
                .flatMap(call -> Contract.examples(call.operationId).entrySet().stream()
                        .filter(answer -> !answer.getKey().equals(Integer.toString(call.success)))
                        .map(answer -> DynamicTest.dynamicTest(
                                call + ": " + answer.getKey(),
                                () -> isThrown(call, answer.getKey(), answer.getValue()))));
    }

    private static void isThrown(Call call, String status, JsonNode error) throws IOException {
        assertThat(EXCEPTIONS).as("what the client makes of it").containsKey(status);
        try (StubServer server = StubServer.answering(Integer.parseInt(status), HEADERS, error.toString())) {
            FunctionGraphException failure = call.failureOf(server.client());
            boolean unknownId = error.path("error_msg").asText().equals("Invalid RequestId");
            assertThat(failure)
                    .isExactlyInstanceOf(unknownId ? InvocationNotFoundException.class : EXCEPTIONS.get(status));
            assertThat(failure.status()).hasToString(status);
            assertThat(failure.errorCode()).hasValue(error.path("error_code").textValue());
            assertThat(failure.errorMessage()).isEqualTo(error.path("error_msg").textValue());
            assertThat(failure.requestId()).hasValue(StubServer.REQUEST_ID);
            assertThat(failure.mayHaveBeenAccepted()).isEqualTo(call == Call.INVOKE && status.equals("500"));
            assertThat(failure)
                    .hasMessageContainingAll(
                            failure.errorMessage(), status, failure.errorCode().orElseThrow(), StubServer.REQUEST_ID);
        }
    }

    @Test
    void a503SaysHowLongToWait() throws IOException {
        try (StubServer server = StubServer.answering(503, HEADERS, unavailable())) {
            assertThat(failureOf(server.client(), ServiceUnavailableException.class)
                            .retryAfter())
                    .hasValue(Duration.ofSeconds(7));
        }
    }

    @Test
    void a503ThatDoesNotSayItInSecondsLeavesTheWaitOpen() throws IOException {
        String headers = HEADERS.replace("Retry-After: 7", "Retry-After: Wed, 21 Oct 2026 07:28:00 GMT");
        try (StubServer server = StubServer.answering(503, headers, unavailable())) {
            assertThat(failureOf(server.client(), ServiceUnavailableException.class)
                            .retryAfter())
                    .isEmpty();
        }
    }

    private static String unavailable() {
        return Contract.examples(Call.INVOKE.operationId).get("503").toString();
    }
}
