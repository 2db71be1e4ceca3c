package dev.functiongraph.async.client;

import static dev.functiongraph.async.client.Fixture.ID;
import static dev.functiongraph.async.client.Fixture.PROJECT;
import static dev.functiongraph.async.client.Fixture.URN;
import static dev.functiongraph.async.client.Fixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {

    private static final String ID_OF_KEY = "QTWAOYTTINDUT2QVKYUC";
    private static final String SECRET = "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc";
    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final String PATH = "/v2/" + PROJECT + "/fgs/functions/" + URN.replace(":", "%3A");
    private static final AccessKey KEY = new AccessKey(ID_OF_KEY, SECRET);

    private final FakeTime time = new FakeTime();

    @Test
    void anEventIsSigned() throws Exception {
        try (StubServer server = StubServer.accepting()) {
            client(server).invokeAsync(PROJECT, URN, Map.of("k", "v"));
            assertSigned(
                    server,
                    "content-type;host;x-sdk-date",
                    "POST\n" + PATH + "/invocations-async/\n\ncontent-type:application/json\nhost:" + host(server)
                            + "\nx-sdk-date:20260102T030405Z\n\ncontent-type;host;x-sdk-date\n"
                            + "666c1aa02e8068c6d5cc1d3295009432c16790bec28ec8ce119d0d1a18d61319");
        }
    }

    @Test
    void anAbsentEventIsSigned() throws Exception {
        try (StubServer server = StubServer.accepting()) {
            client(server).invokeAsync(PROJECT, "test");
            assertSigned(
                    server,
                    "host;x-sdk-date",
                    "POST\n/v2/" + PROJECT + "/fgs/functions/test/invocations-async/\n\nhost:" + host(server)
                            + "\nx-sdk-date:20260102T030405Z\n\nhost;x-sdk-date\n" + EMPTY);
        }
    }

    @Test
    void aQueryIsSignedInTheOrderOfItsNames() throws Exception {
        try (StubServer server = new StubServer(Answer.successOf(Call.LIST))) {
            InvocationQuery query = InvocationQuery.all()
                    .withRequestId(ID)
                    .withStatus(Invocation.Status.WAIT)
                    .withAcceptedFrom(FakeTime.START)
                    .withLimit(7);
            client(server).listInvocations(PROJECT, URN, query);
            assertSigned(
                    server,
                    "host;x-sdk-date",
                    "GET\n" + PATH + "/async-invocations/\n"
                            + "limit=7&query_begin_time=2026-01-02T03%3A04%3A05.678Z&request_id=" + ID
                            + "&status=WAIT\nhost:" + host(server)
                            + "\nx-sdk-date:20260102T030405Z\n\nhost;x-sdk-date\n"
                            + EMPTY);
        }
    }

    private static void assertSigned(StubServer server, String headers, String canonical) throws Exception {
        assertThat(server.request().head().lines())
                .contains(
                        "X-Sdk-Date: 20260102T030405Z",
                        "Authorization: SDK-HMAC-SHA256 Access=" + ID_OF_KEY + ", SignedHeaders=" + headers
                                + ", Signature=" + KEY.signature("20260102T030405Z", canonical),
                        "Host: " + host(server));
    }

    private static String host(StubServer server) {
        return "127.0.0.1:" + server.port();
    }

    @ParameterizedTest
    @CsvSource({
        "http://functions.example, functions.example",
        "http://functions.example:80, functions.example",
        "HTTPS://functions.example:443, functions.example",
        "https://functions.example:80, functions.example:80",
        "http://[::1]:8080, [::1]:8080"
    })
    void theSignedHostIsTheOneThatIsSent(URI uri, String host) {
        assertThat(CanonicalRequest.host(uri)).isEqualTo(host);
    }

    @Test
    void eachAttemptIsSignedAnew() throws Exception {
        try (StubServer server = StubServer.inTurn(Answer.unavailable(60), Answer.ACCEPTED)) {
            builder(server).withRetries(Duration.ofMinutes(5)).build().invokeAsync(PROJECT, URN);
            String first = server.request().head();
            String second = server.request().head();
            assertThat(first).contains("X-Sdk-Date: 20260102T030405Z");
            assertThat(second).contains("X-Sdk-Date: 20260102T0305");
            assertThat(signature(first)).isNotEqualTo(signature(second));
        }
    }

    private static String signature(String head) {
        return head.replaceFirst("(?s).*Signature=([0-9a-f]{64}).*", "$1");
    }

    @ParameterizedTest
    @EnumSource
    void noCallSendsTheSecretKeyAndAnErrorThatRepeatsTheSignatureDoesNotGetItIntoAMessage(Call call) throws Exception {
        String[] sent = new String[1];
        try (StubServer server = new StubServer(socket -> {
            String error = "{\"error_code\":\"FSS.0401\",\"error_msg\":\"" + sent[0]
                    + " does not match at 20260102T030405Z\"}";
            StubServer.write(socket, 401, "Content-Type: application/json", error);
        })) {
            FunctionGraphException unread = call.failureOf(client(server));
            StubServer.Request request = server.request();
            assertThat(request.head() + request.text()).doesNotContain(SECRET);
            sent[0] = signature(request.head());
            FunctionGraphException failure = call.failureOf(client(server));
            assertThat(List.of(unread, failure)).allMatch(UnauthorizedException.class::isInstance);
            assertThat(failure.errorMessage()).isEqualTo("(redacted) does not match at 20260102T030405Z");
            assertThat(failure.toString()).doesNotContain(sent[0]);
        }
    }

    @Test
    void neitherTheClientNorWhatItsListenerHearsShowsTheSecretKey() throws Exception {
        List<String> heard = new ArrayList<>();
        AttemptListener listener = new AttemptListener() {
            @Override
            public void sent(OutgoingRequest request) {
                heard.add(request.toString());
            }
        };
        try (StubServer server = StubServer.answering(401, "", "")) {
            FunctionGraphAsyncClientBuilder builder = builder(server).listener(listener);
            heard.add(failureOf(builder.build()).toString());
            heard.add(builder.toString());
            heard.add(builder.build().toString());
        }
        assertThat(heard).hasSize(4).noneMatch(text -> text.contains(SECRET));
        assertThat(heard.get(3)).contains("credentials=access key " + ID_OF_KEY + " (secret key redacted)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", SECRET + "\n", SECRET + " ", SECRET + "é"})
    void aSecretKeyThatIsNoneIsRefusedWithoutBeingPrinted(String secret) {
        assertThatThrownBy(() -> FunctionGraphAsyncClient.builder().credentials(ID_OF_KEY, secret))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageStartingWith("secretKey is empty or has characters")
                .hasMessageNotContaining(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A,B", "A B", "A=B", "A\r\nX-Injected: 1"})
    void anAccessKeyThatIsNoneIsRefused(String accessKey) {
        assertThatThrownBy(() -> FunctionGraphAsyncClient.builder().credentials(accessKey, SECRET))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("accessKey is empty or has characters");
    }

    @Test
    void aRequestHasEitherATokenOrASignature() {
        FunctionGraphAsyncClientBuilder signing =
                FunctionGraphAsyncClient.builder().credentials(ID_OF_KEY, SECRET);
        assertThatThrownBy(() -> signing.token(() -> "token"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a request has either a token or a signature, not both");
        FunctionGraphAsyncClientBuilder withToken =
                FunctionGraphAsyncClient.builder().token(() -> "token");
        assertThatThrownBy(() -> withToken.credentials(ID_OF_KEY, SECRET)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "authorization", "X-Sdk-Date", "X-Sdk-Content-Sha256"})
    void theHeadersOfASignatureAreTheClientsOwnWhereItSigns(String name) throws Exception {
        try (StubServer server = StubServer.accepting()) {
            FunctionGraphAsyncClient client =
                    builder(server).headers(request -> Map.of(name, "v")).build();
            assertThatThrownBy(() -> client.invokeAsync(PROJECT, URN))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("the header " + name + " is the client's own");
        }
    }

    private FunctionGraphAsyncClient client(StubServer server) {
        return builder(server).build();
    }

    private FunctionGraphAsyncClientBuilder builder(StubServer server) {
        return FunctionGraphAsyncClient.builder()
                .baseUri(server.uri())
                .credentials(ID_OF_KEY, SECRET)
                .time(time);
    }
}
