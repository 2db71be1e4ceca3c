package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.spec.Request;
import dev.functiongraph.async.contract.spec.RequestChecker;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of the page that the contract follows, replayed over a bare socket. */
class SourcePageTest {
    @RegisterExtension
    static final ServerExtension SERVER = ServerExtension.open();

    @ParameterizedTest(name = "colons as {0}")
    @ValueSource(strings = {":", "%3A", "%3a"})
    void itsRequestWithHostAloneAddedIsAcceptedAndRunsUnderTheAnswersId(String colon)
            throws IOException, InterruptedException {
        try (FunctionLog log = new FunctionLog()) {
            RawAnswer answer = replay(SourcePage.REQUEST_LINE.replace(":", colon));

            assertThat(answer.statusLine()).isEqualTo(SourcePage.ACCEPTED_STATUS);
            String id = json(answer.text()).path("request_id").textValue();
            assertThat(UUID.fromString(id)).hasToString(id);
            assertThat(log.lineOf(id)).contains("attempt 1 of test").endsWith("{}");
        }
    }

    @Test
    void itsRequestIsOneOfTheContract() {
        String target = SourcePage.REQUEST_LINE.split(" ")[1];
        Request request = new Request("POST", target, Headers.of(), new byte[0]);
        assertThat(RequestChecker.mismatches(Spec.INVOKE, request)).isEmpty();
    }

    @Test
    void theAnswerToItIsThePagesButForTheId() throws IOException {
        JsonNode page = json(SourcePage.ACCEPTED);
        assertThat(Examples.same(page, json(replay(SourcePage.REQUEST_LINE).text())))
                .isTrue();
        assertThat(Spec.INVOKE.examples(202)).isEqualTo(Map.of("accepted", page));
    }

    @Test
    void theAnswerToAnAbsentFunctionIsThePagesToTheLetter() throws IOException {
        RawAnswer answer = replay(SourcePage.REQUEST_LINE.replace(":test:latest", ":test:v9"));

        assertThat(answer.statusLine()).isEqualTo(SourcePage.ABSENT_STATUS);
        assertThat(answer.text()).isEqualTo(SourcePage.ABSENT);
        assertThat(Spec.INVOKE.examples(404)).isEqualTo(Map.of("absent", json(SourcePage.ABSENT)));
    }

    @Test
    void theAnswerToADisabledFunctionIsThePagesButForWhiteSpace() throws IOException {
        RawAnswer answer = replay(SourcePage.REQUEST_LINE.replace(":test:", ":disabled:"));

        assertThat(answer.statusLine()).isEqualTo(SourcePage.DISABLED_STATUS);
        assertThat(answer.text()).isEqualTo(SourcePage.DISABLED.replaceAll("[\n\t]|(?<=:) ", ""));
        assertThat(Spec.INVOKE.examples(429)).isEqualTo(Map.of("disabled", json(SourcePage.DISABLED)));
    }

    @Test
    void theAnswerToAnAbsentFunctionNamesIt() throws IOException {
        RawAnswer answer = replay(SourcePage.REQUEST_LINE.replace(":test:", ":Other_1:"));
        assertThat(answer.text()).isEqualTo(SourcePage.ABSENT.replace("'test'", "'Other_1'"));
    }

    private static RawAnswer replay(String requestLine) throws IOException {
        return SERVER.raw(requestLine + "\r\n" + SERVER.host() + "\r\n").conforming();
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
