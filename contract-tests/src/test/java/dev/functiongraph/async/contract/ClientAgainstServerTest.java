package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.client.EventTooLargeException;
import dev.functiongraph.async.client.FunctionGraphAsyncClient;
import dev.functiongraph.async.client.FunctionGraphException;
import dev.functiongraph.async.client.FunctionHandle;
import dev.functiongraph.async.client.Invocation;
import dev.functiongraph.async.client.InvocationQuery;
import dev.functiongraph.async.client.ServiceUnavailableException;
import dev.functiongraph.async.contract.wire.AccessKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The client against the real server. */
class ClientAgainstServerTest {
    @RegisterExtension
    static final ServerExtension SERVER = ServerExtension.open();

    @RegisterExtension
    static final ServerExtension GUARDED = ServerExtension.open().demandingCredentials();

    @RegisterExtension
    static final ServerExtension FULL = ServerExtension.open().unableToStore();

    @Test
    void anEventReachesTheFunctionUnderTheIdThatTheCallerGot() throws InterruptedException {
        try (FunctionLog log = new FunctionLog()) {
            String id = client(SERVER)
                    .invokeAsync(Spec.PROJECT, Spec.TEST, Map.of("城市", "北京 😀"))
                    .requestId()
                    .toString();
            assertThat(log.lineOf(id)).endsWith("{\"城市\":\"北京 😀\"}");
        }
    }

    @Test
    void noEventReachesTheFunctionAsTheEmptyOne() throws InterruptedException {
        try (FunctionLog log = new FunctionLog()) {
            String id = client(SERVER)
                    .invokeAsyncFuture(Spec.PROJECT, "test")
                    .join()
                    .requestId()
                    .toString();
            assertThat(log.lineOf(id)).endsWith("{}");
        }
    }

    @Test
    void aTokenOfTheProjectIsAccepted() {
        FunctionGraphAsyncClient client = FunctionGraphAsyncClient.builder()
                .baseUri(GUARDED.uri())
                .token(() -> ServerExtension.TOKEN)
                .build();
        assertThat(client.invokeAsync(Spec.PROJECT, Spec.TEST).requestId()).isNotNull();
    }

    @Test
    void everyRequestThatIsSignedWithAKeyOfTheProjectIsAccepted() {
        FunctionHandle test = signing(ServerExtension.KEY).project(Spec.PROJECT).function(Spec.TEST);
        UUID id = test.invoke(Map.of("城市", "北京 😀")).requestId();
        assertThat(test.await(id, Duration.ofSeconds(30)).status()).isEqualTo(Invocation.Status.SUCCESS);
        assertThat(test.cancel(id)).isEqualTo(Invocation.Status.SUCCESS);
        assertThat(test.invoke().requestId()).isNotEqualTo(id);
        InvocationQuery query = InvocationQuery.all()
                .withRequestId(id)
                .withStatus(Invocation.Status.SUCCESS)
                .withAcceptedFrom(Instant.now().minusSeconds(3600))
                .withLimit(7);
        assertThat(test.list(query).invocations()).hasSize(1);
    }

    @Test
    void aSignatureWithAWrongKeyIs401AndOneOfAnotherProject403() {
        AccessKey wrong = new AccessKey(ServerExtension.KEY.id(), ServerExtension.OTHER_KEY.secret());
        FunctionGraphException failure =
                ClientOutcome.failureOf(() -> signing(wrong).invokeAsync(Spec.PROJECT, Spec.TEST));
        ClientOutcome.assertTypeOf(failure, 401);
        assertThat(failure.errorMessage()).isEqualTo("the signature does not match, or the access key is not valid");
        ClientOutcome.assertTypeOf(
                ClientOutcome.failureOf(() -> signing(ServerExtension.OTHER_KEY).invokeAsync(Spec.PROJECT, Spec.TEST)),
                403);
    }

    private static FunctionGraphAsyncClient signing(AccessKey key) {
        return FunctionGraphAsyncClient.builder()
                .baseUri(GUARDED.uri())
                .credentials(key.id(), key.secret())
                .build();
    }

    @Test
    void aMalformedUrnIs400() {
        assertThat(refusal(SERVER, "9", 400).errorMessage()).isEqualTo("the function name is malformed");
    }

    @Test
    void aNullInTheEventIs400() {
        Map<String, String> event = new HashMap<>();
        event.put("a", null);
        FunctionGraphException failure =
                ClientOutcome.failureOf(() -> client(SERVER).invokeAsync(Spec.PROJECT, Spec.TEST, event));
        ClientOutcome.assertTypeOf(failure, 400);
        assertThat(failure.errorMessage()).contains("\"a\"");
    }

    @Test
    void noTokenIs401() {
        refusal(GUARDED, Spec.TEST, 401);
    }

    @Test
    void aTokenOfAnotherProjectIs403() {
        FunctionGraphAsyncClient client = FunctionGraphAsyncClient.builder()
                .baseUri(GUARDED.uri())
                .token(() -> ServerExtension.OTHER_TOKEN)
                .build();
        FunctionGraphException failure = ClientOutcome.failureOf(() -> client.invokeAsync(Spec.PROJECT, Spec.TEST));
        ClientOutcome.assertTypeOf(failure, 403);
    }

    @Test
    void anAbsentFunctionIs404() {
        assertThat(refusal(SERVER, Spec.ABSENT, 404).errorMessage()).isEqualTo("function 'test' not exist");
    }

    @Test
    void aDisabledFunctionIs429() {
        assertThat(refusal(SERVER, Spec.DISABLED, 429).errorMessage()).isEqualTo("Function Disabled");
    }

    @Test
    void aStoreThatCannotBeWrittenIs503WithTheTimeToWait() {
        ServiceUnavailableException failure = (ServiceUnavailableException) refusal(FULL, Spec.TEST, 503);
        assertThat(failure.retryAfter())
                .hasValueSatisfying(wait -> assertThat(wait).isGreaterThanOrEqualTo(Duration.ofSeconds(1)));
    }

    @Test
    void theLargestEventIsAcceptedAndALargerOneIsRefused() {
        Map<String, String> largest = Map.of("a", "x".repeat(262_144 - 8));
        assertThat(client(SERVER).invokeAsync(Spec.PROJECT, Spec.TEST, largest).requestId())
                .isNotNull();
        Map<String, String> larger = Map.of("a", "x".repeat(262_144 - 7));
        assertThat(ClientOutcome.failureOf(() -> client(SERVER).invokeAsync(Spec.PROJECT, Spec.TEST, larger)))
                .isExactlyInstanceOf(EventTooLargeException.class);
    }

    private static FunctionGraphException refusal(ServerExtension server, String urn, int status) {
        FunctionGraphException failure =
                ClientOutcome.failureOf(() -> client(server).invokeAsync(Spec.PROJECT, urn));
        ClientOutcome.assertTypeOf(failure, status);
        assertThat(failure.errorCode()).hasValue("FSS.0" + status);
        assertThat(failure.requestId()).isPresent();
        return failure;
    }

    private static FunctionGraphAsyncClient client(ServerExtension server) {
        return FunctionGraphAsyncClient.builder().baseUri(server.uri()).build();
    }
}
