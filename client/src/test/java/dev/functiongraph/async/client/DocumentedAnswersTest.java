package dev.functiongraph.async.client;

import static dev.functiongraph.async.client.Fixture.PROJECT;
import static dev.functiongraph.async.client.Fixture.URN;
import static dev.functiongraph.async.client.Fixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every answer that openapi.yaml documents, as its own example has it. */
class DocumentedAnswersTest {

    private static final String HEADERS =
            "Content-Type: application/json\nX-Request-Id: " + StubServer.REQUEST_ID + "\nRetry-After: 7";

    private static final Map<String, Class<? extends FunctionGraphException>> EXCEPTIONS = new TreeMap<>(Map.of(
            "400", InvalidRequestException.class,
            "401", UnauthorizedException.class,
            "403", ForbiddenException.class,
            "404", FunctionNotFoundException.class,
            "406", InvalidRequestException.class,
            "413", EventTooLargeException.class,
            "415", InvalidRequestException.class,
            "429", FunctionDisabledException.class,
            "500", ServerErrorException.class,
            "503", ServiceUnavailableException.class));

    private final Map<String, JsonNode> examples = examplesOfTheContract();

    @Test
    void the_contract_documents_no_answer_that_these_tests_do_not_know() {
        assertThat(examples.keySet()).containsAll(EXCEPTIONS.keySet()).hasSize(EXCEPTIONS.size() + 1);
    }

    @Test
    void a_202_gives_the_request_id() throws IOException {
        JsonNode example = examples.get("202");
        try (StubServer server = StubServer.answering(202, HEADERS, example.toString())) {
            assertThat(server.client().invokeAsync(PROJECT, URN).getRequestId())
                    .hasToString(example.path("request_id").textValue());
        }
    }

    @TestFactory
    Stream<DynamicTest> every_refusal_has_its_exception() {
        return EXCEPTIONS.entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.getKey() + " is a " + row.getValue().getSimpleName(),
                        () -> isThrown(row.getKey(), examples.get(row.getKey()), row.getValue())));
    }

    private static void isThrown(String status, JsonNode error, Class<? extends FunctionGraphException> type)
            throws IOException {
        try (StubServer server = StubServer.answering(Integer.parseInt(status), HEADERS, error.toString())) {
            FunctionGraphException failure = failureOf(server.client());
            assertThat(failure).isExactlyInstanceOf(type);
            assertThat(failure.status()).hasToString(status);
            assertThat(failure.errorCode()).hasValue(error.path("error_code").textValue());
            assertThat(failure.errorMessage()).isEqualTo(error.path("error_msg").textValue());
            assertThat(failure.requestId()).hasValue(StubServer.REQUEST_ID);
            assertThat(failure.mayHaveBeenAccepted()).isEqualTo(status.equals("500"));
            assertThat(failure)
                    .hasMessageContainingAll(
                            failure.errorMessage(), status, failure.errorCode().orElseThrow(), StubServer.REQUEST_ID);
        }
    }

    @Test
    void a_503_says_how_long_to_wait() throws IOException {
        try (StubServer server =
                StubServer.answering(503, HEADERS, examples.get("503").toString())) {
            assertThat(failureOf(server.client(), ServiceUnavailableException.class)
                            .retryAfter())
                    .hasValue(Duration.ofSeconds(7));
        }
    }

    @Test
    void a_503_that_does_not_say_it_in_seconds_leaves_the_wait_open() throws IOException {
        String headers = HEADERS.replace("Retry-After: 7", "Retry-After: Wed, 21 Oct 2026 07:28:00 GMT");
        try (StubServer server =
                StubServer.answering(503, headers, examples.get("503").toString())) {
            assertThat(failureOf(server.client(), ServiceUnavailableException.class)
                            .retryAfter())
                    .isEmpty();
        }
    }

    private static Map<String, JsonNode> examplesOfTheContract() {
        try {
            JsonNode contract = new YAMLMapper().readTree(new File(System.getProperty("contract")));
            Map<String, JsonNode> examples = new TreeMap<>();
            JsonNode post = contract.path("paths")
                    .path("/v2/{project_id}/fgs/functions/{function_urn}/invocations-async")
                    .path("post");
            post.path("responses")
                    .fields()
                    .forEachRemaining(response -> examples.put(
                            response.getKey(),
                            response.getValue()
                                    .at("/content/application~1json/examples")
                                    .elements()
                                    .next()
                                    .path("value")));
            return examples;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
