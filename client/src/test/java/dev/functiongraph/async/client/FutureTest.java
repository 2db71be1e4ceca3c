package dev.functiongraph.async.client;

import static dev.functiongraph.async.client.Fixture.PROJECT;
import static dev.functiongraph.async.client.Fixture.URN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FutureTest {

    @Test
    void itGivesTheRequestId() throws Exception {
        try (StubServer server = StubServer.accepting()) {
            AcceptedInvocation accepted = server.client()
                    .invokeAsyncFuture(PROJECT, URN, Map.of("k", "v"))
                    .get();
            assertThat(accepted.requestId()).hasToString(StubServer.REQUEST_ID);
            assertThat(server.request().text()).isEqualTo("{\"k\":\"v\"}");
        }
    }

    @Test
    void itFailsWithTheExceptionItself() throws Exception {
        String body = "{\"error_code\":\"FSS.0429\",\"error_msg\":\"Function Disabled\"}";
        try (StubServer server = StubServer.answering(429, "Content-Type: application/json", body)) {
            assertThat(failureOf(server.client())).isInstanceOf(FunctionDisabledException.class);
        }
    }

    @Test
    void itFailsWithATransportExceptionWhereNobodyAnswers() throws Exception {
        try (ClosedPort closed = new ClosedPort()) {
            assertThat(failureOf(FunctionGraphAsyncClient.builder()
                            .baseUri(closed.uri())
                            .build()))
                    .isInstanceOf(TransportException.class);
        }
    }

    @Test
    void itFailsWhenTheBodyOfTheAnswerStalls() throws Exception {
        try (StubServer server = StubServer.stallingAfter("HTTP/1.1 202 -\r\nContent-Length: 55\r\n\r\n{")) {
            FunctionGraphAsyncClient client = FunctionGraphAsyncClient.builder()
                    .baseUri(server.uri())
                    .requestTimeout(Fixture.SHORT)
                    .build();
            assertThat(failureOf(client))
                    .isInstanceOf(TransportException.class)
                    .hasCauseInstanceOf(TimeoutException.class);
            server.hungUp.get(30, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest(name = "may interrupt: {0}")
    @ValueSource(booleans = {true, false})
    void cancelingItClosesTheExchange(boolean mayInterrupt) throws Exception {
        try (StubServer server = StubServer.stallingAfter("")) {
            CompletableFuture<AcceptedInvocation> future =
                    server.patientClient().invokeAsyncFuture(PROJECT, URN);
            server.request();
            assertThat(future.cancel(mayInterrupt)).isTrue();
            server.hungUp.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void cancelingItClosesTheExchangeInTheBodyOfTheAnswerToo() throws Exception {
        try (StubServer server = StubServer.stallingAfter("HTTP/1.1 202 -\r\nContent-Length: 55\r\n\r\n{")) {
            CompletableFuture<AcceptedInvocation> future =
                    server.patientClient().invokeAsyncFuture(PROJECT, URN);
            server.request();
            future.cancel(true);
            server.hungUp.get(30, TimeUnit.SECONDS);
        }
    }

    /** As the first stage sees it, which is where a wrapper would show. */
    private static Throwable failureOf(FunctionGraphAsyncClient client) {
        AtomicReference<Throwable> seen = new AtomicReference<>();
        CompletableFuture<AcceptedInvocation> future = client.invokeAsyncFuture(PROJECT, URN);
        try {
            future.whenComplete((accepted, failure) -> seen.set(failure)).join();
        } catch (CompletionException expected) {
            assertThat(expected).hasCause(seen.get());
        }
        return seen.get();
    }
}
