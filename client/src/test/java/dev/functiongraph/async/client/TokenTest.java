package dev.functiongraph.async.client;

import static dev.functiongraph.async.client.Fixture.PROJECT;
import static dev.functiongraph.async.client.Fixture.URN;
import static dev.functiongraph.async.client.Fixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {

    private static final String SECRET = "MIIF-very-secret";

    @Test
    void theSupplierIsAskedForEachRequest() throws Exception {
        Iterator<String> tokens = List.of("first", "second").iterator();
        try (StubServer server = StubServer.accepting()) {
            FunctionGraphAsyncClient client = client(server, tokens::next);
            client.invokeAsync(PROJECT, URN);
            client.invokeAsyncFuture(PROJECT, URN).get();
            assertThat(server.request().head()).containsIgnoringCase("\r\nX-Auth-Token: first\r\n");
            assertThat(server.request().head()).containsIgnoringCase("\r\nX-Auth-Token: second\r\n");
        }
    }

    @Test
    void aSupplierThatReturnsNullSendsNone() throws Exception {
        try (StubServer server = StubServer.accepting()) {
            client(server, () -> null).invokeAsync(PROJECT, URN);
            assertThat(server.request().head()).doesNotContainIgnoringCase("x-auth-token");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {SECRET + "\n", SECRET + "\r\nX-Injected: 1", SECRET + " ", SECRET + "é", ""})
    void aTokenThatNoHeaderMayBearIsRefusedWithoutBeingPrinted(String token) throws Exception {
        try (StubServer server = StubServer.accepting()) {
            assertThatThrownBy(() -> client(server, () -> token).invokeAsync(PROJECT, URN))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasNoCause()
                    .hasMessageNotContaining(SECRET);
            assertThat(server.hasMoreRequests()).isFalse();
        }
    }

    @Test
    void whatTheSupplierThrowsIsPassedOn() throws Exception {
        IllegalStateException expired = new IllegalStateException("no new token");
        Supplier<String> failing = () -> {
            throw expired;
        };
        try (StubServer server = StubServer.accepting()) {
            assertThatThrownBy(() -> client(server, failing).invokeAsync(PROJECT, URN))
                    .isSameAs(expired);
        }
    }

    @Test
    void theClientDoesNotPrintIt() throws Exception {
        try (StubServer server = StubServer.accepting()) {
            assertThat(client(server, () -> SECRET))
                    .asString()
                    .contains(server.uri().toString(), "(redacted)", "PT5S", "PT30S")
                    .doesNotContain(SECRET);
        }
    }

    @Test
    void aPageThatRepeatsItDoesNotGetItIntoAMessage() throws Exception {
        String page = "x".repeat(190) + SECRET;
        try (StubServer server = StubServer.answering(502, "X-Request-Id: " + SECRET, page)) {
            FunctionGraphException failure = failureOf(client(server, () -> SECRET));
            assertThat(failure.toString()).contains("(redacted)").doesNotContain("MIIF");
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyCallSendsItAndAnErrorThatRepeatsItDoesNotGetItIntoAMessage(Call call) throws Exception {
        String error = "{\"error_code\":\"FSS.0401\",\"error_msg\":\"bad token " + SECRET + "\"}";
        try (StubServer server = StubServer.answering(401, "Content-Type: application/json", error)) {
            FunctionGraphException failure = call.failureOf(client(server, () -> SECRET));
            assertThat(server.request().head()).containsIgnoringCase("\r\nX-Auth-Token: " + SECRET + "\r\n");
            assertThat(failure).isInstanceOf(UnauthorizedException.class);
            assertThat(failure.toString()).contains("bad token (redacted)").doesNotContain(SECRET);
            assertThat(failure.errorMessage()).doesNotContain(SECRET);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 " + SECRET + " OK", "HTTP/1.1 202 -\r\nX-Auth Token " + SECRET + ": 1"})
    void anAnswerThatIsNoneAndRepeatsItDoesNotGetItIntoAStackTrace(String answer) throws Exception {
        try (StubServer server = new StubServer(
                socket -> socket.getOutputStream().write((answer + "\r\n\r\n").getBytes(StandardCharsets.UTF_8)))) {
            FunctionGraphException failure = failureOf(client(server, () -> SECRET));
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString()).contains("(redacted)").doesNotContain(SECRET);
        }
    }

    @Test
    void aPageThatRepeatsItAsJsonWritesItDoesNotGetItIntoAMessage() throws Exception {
        String error = "{\"request\":\"ab\\/cd\\\"ef==\"}";
        try (StubServer server = StubServer.answering(502, "Content-Type: application/json", error)) {
            FunctionGraphException failure = failureOf(client(server, () -> "ab/cd\"ef=="));
            assertThat(failure).hasMessageContaining("(redacted)").hasMessageNotContaining("ef==");
        }
    }

    @Test
    void aPageThatRepeatsAnAddedHeaderDoesNotGetItIntoAMessage() throws Exception {
        String signature = "SDK-HMAC-SHA256 Access=AK, Signature=" + SECRET;
        try (StubServer server = StubServer.answering(502, "Content-Type: text/html", "bad header " + signature)) {
            FunctionGraphAsyncClient client = FunctionGraphAsyncClient.builder()
                    .baseUri(server.uri())
                    .headers(request -> Map.of("Authorization", signature))
                    .build();
            assertThat(failureOf(client))
                    .hasMessageContaining("bad header (redacted)")
                    .hasMessageNotContaining(SECRET);
        }
    }

    private static FunctionGraphAsyncClient client(StubServer server, Supplier<String> token) {
        return FunctionGraphAsyncClient.builder()
                .baseUri(server.uri())
                .token(token)
                .build();
    }
}
