package dev.functiongraph.async.client;

import static dev.functiongraph.async.client.Fixture.PROJECT;
import static dev.functiongraph.async.client.Fixture.URN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The requests of invokeAsync, as the server receives them. */
class RequestTest {

    private StubServer server;

    @BeforeEach
    void start() throws Exception {
        server = StubServer.accepting();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void itIsTheContractsPostInHttp11WithoutAnUpgrade() throws Exception {
        server.client().invokeAsync(PROJECT, URN, Map.of("k", "v"));
        StubServer.Request request = server.request();
        assertThat(request.line())
                .isEqualTo("POST /v2/" + PROJECT + "/fgs/functions/" + URN.replace(":", "%3A")
                        + "/invocations-async HTTP/1.1");
        assertThat(request.head())
                .containsIgnoringCase("\r\nAccept: application/json\r\n")
                .containsIgnoringCase("\r\nContent-Type: application/json\r\n")
                .doesNotContainIgnoringCase("upgrade");
        assertThat(request.text()).isEqualTo("{\"k\":\"v\"}");
    }

    @Test
    void anAbsentEventStaysAbsent() throws Exception {
        server.client().invokeAsync(PROJECT, URN);
        assertNoBody(server.request());
    }

    @Test
    void anEventThatIsNullIsAbsent() throws Exception {
        server.client().invokeAsync(PROJECT, URN, null);
        assertNoBody(server.request());
    }

    @Test
    void anAbsentEventStaysAbsentInAFutureToo() throws Exception {
        server.client().invokeAsyncFuture(PROJECT, URN).get();
        assertNoBody(server.request());
    }

    private static void assertNoBody(StubServer.Request request) {
        assertThat(request.body()).isEmpty();
        assertThat(request.head())
                .doesNotContainIgnoringCase("content-type")
                .doesNotContainIgnoringCase("transfer-encoding")
                .doesNotContainPattern("(?i)content-length: [^0]");
    }

    @Test
    void anEventOfAnyJsonIsSentAsItIs() throws Exception {
        String event = " {\"n\": 1.50, \"null\": null, \"list\": [{\"北\": true}]}\n";
        server.client().invokeJson(PROJECT, URN, event);
        assertThat(server.request().text()).isEqualTo(event);
    }

    @Test
    void anEventOfAnyJsonThatCannotBeSentIsRefused() {
        FunctionGraphAsyncClient client = server.client();
        assertThatThrownBy(() -> client.invokeJson(PROJECT, URN, "{\"k\":\"\ud800\"}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("event has an unpaired surrogate, which cannot be sent");
        String large = "{\"k\":[" + " ".repeat(262_144) + "]}";
        assertThatThrownBy(() -> client.invokeJson(PROJECT, URN, large)).isInstanceOf(EventTooLargeException.class);
        assertThat(server.hasMoreRequests()).isFalse();
    }

    @Test
    void anEmptyEventIsSent() throws Exception {
        server.client().invokeAsync(PROJECT, URN, Map.of());
        assertThat(server.request().text()).isEqualTo("{}");
    }

    @Test
    void anEventOfTheLargestSizeIsSent() throws Exception {
        server.client().invokeAsync(PROJECT, URN, Map.of("k", "x".repeat(262_144 - 8)));
        assertThat(server.request().body()).hasSize(262_144);
    }

    @Test
    void anEventThatIsOneByteLargerIsRefusedBeforeItIsSent() {
        Map<String, String> event = Map.of("k", "x".repeat(262_145 - 8));
        assertThatThrownBy(() -> server.client().invokeAsync(PROJECT, URN, event))
                .isInstanceOf(EventTooLargeException.class)
                .hasMessageContainingAll("262145 bytes", "nothing was sent");
        assertThat(server.hasMoreRequests()).isFalse();
    }

    @Test
    void aValueThatIsNullIsNotDroppedOnTheWay() throws Exception {
        Map<String, String> event = new HashMap<>();
        event.put("k", null);
        server.client().invokeAsync(PROJECT, URN, event);
        assertThat(server.request().text()).isEqualTo("{\"k\":null}");
    }

    @Test
    void theUserAgentNamesTheClientAndJavaWithTheirVersions() throws Exception {
        server.client().invokeAsync(PROJECT, URN);
        assertThat(server.request().head())
                .containsPattern("(?i)user-agent: functiongraph-async-client/\\d+\\.\\d+\\.\\S+ java/\\d\\S*\r\n");
    }

    @Test
    void noTokenIsSentWhereThereIsNone() throws Exception {
        server.client().invokeAsync(PROJECT, URN);
        assertThat(server.request().head()).doesNotContainIgnoringCase("x-auth-token");
    }

    @Test
    void aPathOfTheBaseUriIsKept() throws Exception {
        FunctionGraphAsyncClient.builder()
                .baseUri(URI.create(server.uri() + "/gateway/"))
                .build()
                .invokeAsync(PROJECT, "test");
        assertThat(server.request().line())
                .startsWith("POST /gateway/v2/" + PROJECT + "/fgs/functions/test/invocations-async ");
    }

    @Test
    void nothingInAUrnCanLeaveItsPlaceInThePath() throws Exception {
        server.client().invokeAsync(PROJECT, "a/../b?c#d {project_id}+%é");
        assertThat(server.request().line())
                .contains("/functions/a%2F..%2Fb%3Fc%23d%20%7Bproject_id%7D%2B%25%C3%A9/invocations-async ");
    }
}
