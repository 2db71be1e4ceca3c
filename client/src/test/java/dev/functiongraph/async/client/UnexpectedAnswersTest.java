package dev.functiongraph.async.client;

import static dev.functiongraph.async.client.Fixture.PROJECT;
import static dev.functiongraph.async.client.Fixture.URN;
import static dev.functiongraph.async.client.Fixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UnexpectedAnswersTest {

    private static final String JSON = "Content-Type: application/json";
    private static final String HTML = "Content-Type: text/html";
    private static final String DISABLED = "{\"error_code\":\"FSS.0429\",\"error_msg\":\"Function Disabled\"}";

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of("a proxy's page with 200", 200, HTML, "<html>login</html>"),
                Arguments.of("a proxy's page with 429", 429, HTML, "<html>slow down</html>"),
                Arguments.of("a proxy's page with 503", 503, HTML, "<html>no backend</html>"),
                Arguments.of("a page that does not say what it is", 502, "", "<html>bad gateway</html>"),
                Arguments.of("the right JSON declared as text", 429, "Content-Type: text/plain", DISABLED),
                Arguments.of("a redirect", 307, "Location: http://127.0.0.1:1/elsewhere", ""),
                Arguments.of("an accepted invocation with 200", 200, JSON, StubServer.ACCEPTED),
                Arguments.of("an error without a body", 404, JSON, ""),
                Arguments.of("an error without a code", 404, JSON, "{\"error_msg\":\"m\"}"),
                Arguments.of("an error that is null", 404, JSON, "null"),
                Arguments.of("an error that is a list", 404, JSON, "[]"),
                Arguments.of("a 202 without a body", 202, JSON, ""),
                Arguments.of("a 202 without a request id", 202, JSON, "{}"),
                Arguments.of("a 202 whose request id is null", 202, JSON, "{\"request_id\":null}"),
                Arguments.of("a 202 whose request id is empty", 202, JSON, "{\"request_id\":\"\"}"),
                Arguments.of("a 202 whose request id is no UUID", 202, JSON, "{\"request_id\":\"soon\"}"),
                Arguments.of("a 202 in HTML", 202, HTML, "<html>" + StubServer.ACCEPTED));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void isAServerErrorThatLeavesOpenWhetherTheEventWasStored(String name, int status, String headers, String body)
            throws IOException {
        try (StubServer server = StubServer.answering(status, headers, body)) {
            FunctionGraphException failure = failureOf(server.client());
            assertThat(failure).isInstanceOf(ServerErrorException.class).hasMessageContaining("unexpected answer");
            assertThat(failure.status()).isEqualTo(status);
            assertThat(failure.errorCode()).isEmpty();
            assertThat(failure.mayHaveBeenAccepted()).isTrue();
        }
    }

    @Test
    void a202WithoutAContentTypeAndWithMoreFieldsIsAccepted() throws IOException {
        String body = StubServer.ACCEPTED.replace("}", ",\"requestId\":1,\"more\":{}}");
        try (StubServer server = StubServer.answering(202, "", body)) {
            assertThat(server.client().invokeAsync(PROJECT, URN).requestId()).hasToString(StubServer.REQUEST_ID);
        }
    }

    @Test
    void theMessageQuotesOnlyTheBeginningOfALongPage() throws IOException {
        try (StubServer server = StubServer.answering(502, HTML, "<html>\nBad Gateway" + "x".repeat(100_000))) {
            assertThat(failureOf(server.client()).getMessage())
                    .contains("<html> Bad Gateway")
                    .hasSizeLessThan(400);
        }
    }

    @Test
    void anEndlessAnswerIsNotReadToItsEnd() throws Exception {
        StubServer.Behavior endless = socket -> {
            socket.getOutputStream()
                    .write("HTTP/1.1 502 -\r\nContent-Type: text/html\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            while (true) {
                socket.getOutputStream().write(new byte[65536]);
            }
        };
        try (StubServer server = new StubServer(endless)) {
            assertThat(failureOf(server.client())).isInstanceOf(ServerErrorException.class);
        }
    }
}
