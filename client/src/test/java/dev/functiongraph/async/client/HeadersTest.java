package dev.functiongraph.async.client;

import static dev.functiongraph.async.client.Fixture.PROJECT;
import static dev.functiongraph.async.client.Fixture.URN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The headers that callers add. */
class HeadersTest {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @ParameterizedTest
    @EnumSource
    void theyAreSentWithEveryCall(Call call) throws Exception {
        try (StubServer server = new StubServer(Answer.successOf(call))) {
            FunctionGraphAsyncClient client = client(server, request -> Map.of("traceparent", TRACE));
            call.send(client);
            call.sendFuture(client).get();
            assertThat(server.request().head()).containsIgnoringCase("\r\ntraceparent: " + TRACE + "\r\n");
            assertThat(server.request().head()).containsIgnoringCase("\r\ntraceparent: " + TRACE + "\r\n");
        }
    }

    @Test
    void theyCanDependOnTheRequestAndItsAttempt() throws Exception {
        List<OutgoingRequest> seen = new CopyOnWriteArrayList<>();
        try (StubServer server = StubServer.inTurn(Answer.unavailable(1), Answer.ACCEPTED)) {
            FunctionGraphAsyncClient.builder()
                    .baseUri(server.uri())
                    .withRetries(Duration.ofMinutes(1))
                    .time(new FakeTime())
                    .headers(request -> {
                        seen.add(request);
                        return Map.of("X-Attempt", Integer.toString(request.attempt()));
                    })
                    .build()
                    .invokeAsync(PROJECT, URN);
            assertThat(server.request().head()).containsIgnoringCase("\r\nX-Attempt: 1\r\n");
            assertThat(server.request().head()).containsIgnoringCase("\r\nX-Attempt: 2\r\n");
            assertThat(seen).extracting(OutgoingRequest::attempt).containsExactly(1, 2);
            assertThat(seen).allSatisfy(request -> {
                assertThat(request.method()).isEqualTo("POST");
                assertThat(request.uri()).asString().startsWith(server.uri() + "/v2/" + PROJECT);
            });
        }
    }

    @Test
    void ofCallsThatBlockTheyAreAskedForInTheCallersThreadAtEveryAttempt() throws Exception {
        List<Thread> threads = new CopyOnWriteArrayList<>();
        try (StubServer server = StubServer.inTurn(Answer.unavailable(1), Answer.ACCEPTED)) {
            FunctionGraphAsyncClient.builder()
                    .baseUri(server.uri())
                    .withRetries(Duration.ofMinutes(1))
                    .time(new FakeTime())
                    .headers(request -> {
                        threads.add(Thread.currentThread());
                        return Map.of();
                    })
                    .build()
                    .invokeAsync(PROJECT, URN);
            assertThat(threads).containsExactly(Thread.currentThread(), Thread.currentThread());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Auth-Token",
                "x-auth-token",
                "Accept",
                "Accept-Encoding",
                "Content-Type",
                "User-Agent",
                "Host",
                "Content-Length",
                "Transfer-Encoding",
                "Connection",
                "Expect",
                "Upgrade"
            })
    void theClientsOwnHeadersAreRefused(String name) throws Exception {
        isRefused(Map.of(name, "v"), "the header " + name + " is the client's own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a:", "a\r\nb", "é"})
    void whatIsNoNameIsRefused(String name) throws Exception {
        isRefused(Map.of(name, "v"), "the name of an added header");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"secret\r\nX-Injected: 1", "secret\n", " secret", "secret ", "secrét"})
    void whatIsNoValueIsRefusedWithoutBeingPrinted(String value) throws Exception {
        isRefused(Collections.singletonMap("traceparent", value), "the value of the added header traceparent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a b\tc", "k=v,k2=\"v\""})
    void everyValueThatAHeaderMayHaveIsSent(String value) throws Exception {
        try (StubServer server = StubServer.accepting()) {
            client(server, request -> Map.of("baggage", value)).invokeAsync(PROJECT, URN);
            assertThat(server.request().head().lines()).anyMatch(line -> line.equals("baggage: " + value));
        }
    }

    @Test
    void whatTheyThrowIsPassedOn() throws Exception {
        IllegalStateException noSpan = new IllegalStateException("no span");
        try (StubServer server = StubServer.accepting()) {
            FunctionGraphAsyncClient client = client(server, request -> {
                throw noSpan;
            });
            assertThatThrownBy(() -> client.invokeAsync(PROJECT, URN)).isSameAs(noSpan);
            assertThatThrownBy(() -> client.invokeAsyncFuture(PROJECT, URN)).isSameAs(noSpan);
            assertThat(server.hasMoreRequests()).isFalse();
        }
    }

    @Test
    void noneAtAllIsAnEmptyMapAndNotNull() throws Exception {
        try (StubServer server = StubServer.accepting()) {
            assertThatThrownBy(() -> client(server, request -> null).invokeAsync(PROJECT, URN))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("the added headers");
        }
    }

    private static void isRefused(Map<String, String> headers, String message) throws Exception {
        try (StubServer server = StubServer.accepting()) {
            assertThatThrownBy(() -> client(server, request -> headers).invokeAsync(PROJECT, URN))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(message)
                    .hasMessageNotContaining("secr");
            assertThat(server.hasMoreRequests()).isFalse();
        }
    }

    private static FunctionGraphAsyncClient client(
            StubServer server, Function<OutgoingRequest, Map<String, String>> headers) {
        return FunctionGraphAsyncClient.builder()
                .baseUri(server.uri())
                .headers(headers)
                .build();
    }
}
