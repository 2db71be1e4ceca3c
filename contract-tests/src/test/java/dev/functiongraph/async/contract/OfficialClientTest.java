package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.exception.ClientRequestException;
import com.huaweicloud.sdk.core.exception.ServerResponseException;
import com.huaweicloud.sdk.core.http.HttpConfig;
import com.huaweicloud.sdk.functiongraph.v2.FunctionGraphClient;
import com.huaweicloud.sdk.functiongraph.v2.model.AsyncInvokeFunctionRequest;
import com.huaweicloud.sdk.functiongraph.v2.model.AsyncInvokeFunctionResponse;
import com.huaweicloud.sdk.functiongraph.v2.model.CancelAsyncInvocationRequest;
import com.huaweicloud.sdk.functiongraph.v2.model.CancelAsyncInvocationRequestBody;
import com.huaweicloud.sdk.functiongraph.v2.model.ListAsyncInvocationsRequest;
import com.huaweicloud.sdk.functiongraph.v2.model.ListAsyncInvocationsResponse;
import com.huaweicloud.sdk.functiongraph.v2.model.ListFunctionAsyncInvocationsResult;
import dev.functiongraph.async.contract.spec.Operation;
import dev.functiongraph.async.contract.spec.Request;
import dev.functiongraph.async.contract.spec.RequestChecker;
import dev.functiongraph.async.contract.wire.AccessKey;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The service's official Java client, which signs every request, against a server that requires credentials. */
class OfficialClientTest {
    private static final String NOBODYS_ID = Spec.NOBODYS_ID.toString();

    @RegisterExtension
    static final ServerExtension SERVER = ServerExtension.open()
            .demandingCredentials()
            .serving(
                    ScriptedFunction.entry(Spec.TEST),
                    ScriptedFunction.entry(Caller.urn("aliased"), "aliases: [prod]"),
                    ScriptedFunction.entry(Caller.urn("paged")),
                    ScriptedFunction.entry(Caller.urn("busy"), "concurrency: 1"),
                    ScriptedFunction.entry(Spec.DISABLED, "enabled: false"));

    @RegisterExtension
    static final ServerExtension FULL =
            ServerExtension.open().demandingCredentials().unableToStore();

    @Test
    void itsRequestsAreThoseOfTheContract() throws IOException {
        try (ExampleServer invoke = new ExampleServer(Spec.INVOKE, 202);
                ExampleServer list = new ExampleServer(Spec.LIST, 200);
                ExampleServer cancel = new ExampleServer(Spec.CANCEL, 200)) {
            invoke(client(invoke.uri()), Spec.TEST);
            client(list.uri()).listAsyncInvocations(everyParameter());
            cancel(client(cancel.uri()), Spec.TEST, NOBODYS_ID);

            assertDocumented(Spec.INVOKE, invoke);
            assertDocumented(Spec.LIST, list);
            assertDocumented(Spec.CANCEL, cancel);
            assertThat(list.requests().get(0).query()).contains("query_begin_time=2026-01-02T03%3A04%3A05Z");
            assertThat(cancel.requests().get(0).text())
                    .isEqualTo("{\"request_id\":\"" + NOBODYS_ID + "\",\"type\":\"force\"}");
        }
    }

    private static ListAsyncInvocationsRequest everyParameter() {
        OffsetDateTime time = OffsetDateTime.of(2026, 1, 2, 3, 4, 5, 0, ZoneOffset.UTC);
        return new ListAsyncInvocationsRequest()
                .withFunctionUrn(Spec.TEST)
                .withRequestId(NOBODYS_ID)
                .withStatus("FAIL")
                .withQueryBeginTime(time)
                .withQueryEndTime(time)
                .withLimit("100")
                .withMarker("0");
    }

    private static void assertDocumented(Operation operation, ExampleServer server) {
        Request request = ClientRequestTest.only(server);
        assertThat(RequestChecker.mismatches(operation, request))
                .as("%s", request)
                .isEmpty();
    }

    @Test
    void itTakesTheContractsOwnExampleOfAPage() throws IOException {
        try (ExampleServer server = new ExampleServer(Spec.LIST, 200)) {
            ListAsyncInvocationsResponse page = list(client(server.uri()), Spec.TEST, "100", "0");

            assertThat(page.getCount()).isEqualTo(2);
            assertThat(page.getNextMarker()).isZero();
            ListFunctionAsyncInvocationsResult waiting = page.getInvocations().get(0);
            assertThat(waiting.getStatus().getValue()).isEqualTo("WAIT");
            assertThat(waiting.getStartTime()).isNull();
            assertThat(waiting.getEndTime()).isNull();
            ListFunctionAsyncInvocationsResult canceled = page.getInvocations().get(1);
            assertThat(canceled.getStatus().getValue()).isEqualTo("FAIL");
            assertThat(canceled.getErrorCode()).isEqualTo(4208);
            assertThat(canceled.getErrorMessage()).isEqualTo("function invocation canceled");
            assertThat(canceled.getStartTime()).isEqualTo("2026-01-02T03:04:05.006Z");
            assertThat(canceled.getEndTime()).isEqualTo("2026-01-02T03:04:06.007Z");
        }
    }

    @Test
    void whatItInvokesIsAcceptedRunsAndIsListed() {
        OffsetDateTime before = OffsetDateTime.now(ZoneOffset.ofHours(8)).minusHours(1);
        AsyncInvokeFunctionResponse accepted = invoke(client(SERVER.uri()), Spec.TEST);
        assertThat(accepted.getHttpStatusCode()).isEqualTo(202);
        new Caller(SERVER, Spec.TEST).ended(accepted.getRequestId());

        ListAsyncInvocationsResponse page = client(SERVER.uri())
                .listAsyncInvocations(new ListAsyncInvocationsRequest()
                        .withFunctionUrn(Spec.TEST)
                        .withRequestId(accepted.getRequestId())
                        .withQueryBeginTime(before)
                        .withQueryEndTime(before.plusHours(2)));

        assertThat(page.getHttpStatusCode()).isEqualTo(200);
        assertThat(page.getInvocations()).singleElement().satisfies(record -> {
            assertThat(record.getRequestId()).isEqualTo(accepted.getRequestId());
            assertThat(record.getStatus().getValue()).isEqualTo("SUCCESS");
            assertThat(record.getErrorCode()).isZero();
            assertThat(record.getErrorMessage()).isEmpty();
            assertThat(Instant.parse(record.getEndTime()))
                    .isAfterOrEqualTo(record.getStartTime().toInstant());
        });
    }

    @Test
    void itInvokesAnAlias() {
        String alias = Caller.urn("aliased").replace(":latest", ":!prod");
        String id = invoke(client(SERVER.uri()), alias).getRequestId();
        assertThat(list(client(SERVER.uri()), alias, "1", "0").getInvocations())
                .singleElement()
                .satisfies(record -> assertThat(record.getRequestId()).isEqualTo(id));
    }

    /** The client allows any values; the contract allows strings. */
    @Test
    void anEventWithOtherValuesThanStringsIsRefused() {
        Map<String, Object> nested = Map.of("order", Map.of("number", 4711));
        assertRefused(
                () -> client(SERVER.uri())
                        .asyncInvokeFunction(new AsyncInvokeFunctionRequest()
                                .withFunctionUrn(Spec.TEST)
                                .withBody(nested)),
                400,
                "the value of \"order\" must be a string, found an object (line 1, column 10)");
    }

    @Test
    void anEventThatIsTooLargeIsRefused() {
        Map<String, Object> large = Map.of("a", "x".repeat(262_144));
        ClientRequestException failure = catchThrowableOfType(
                ClientRequestException.class,
                () -> client(SERVER.uri())
                        .asyncInvokeFunction(new AsyncInvokeFunctionRequest()
                                .withFunctionUrn(Spec.TEST)
                                .withBody(large)));
        assertThat(failure.getHttpStatusCode()).isEqualTo(413);
        assertThat(failure.getErrorCode()).isEqualTo("FSS.0413");
    }

    @Test
    void aWrongSecretKeyAndAnUnknownAccessKeyAreRefusedAlike() {
        AccessKey right = ServerExtension.KEY;
        for (AccessKey wrong : List.of(
                new AccessKey(right.id(), ServerExtension.OTHER_KEY.secret()),
                new AccessKey("UNKNOWNUNKNOWN000001", right.secret()))) {
            FunctionGraphClient client = client(SERVER.uri(), wrong);
            String message = "the signature does not match, or the access key is not valid";
            assertRefused(() -> invoke(client, Spec.TEST), 401, message);
            assertRefused(() -> list(client, Spec.TEST, "1", "0"), 401, message);
            assertRefused(() -> cancel(client, Spec.TEST, NOBODYS_ID), 401, message);
        }
    }

    @Test
    void anAccessKeyOfAnotherProjectIsRefused() {
        FunctionGraphClient client = client(SERVER.uri(), ServerExtension.OTHER_KEY);
        assertRefused(() -> invoke(client, Spec.TEST), 403, "the credentials belong to another project");
    }

    @Test
    void itGoesFromPageToPage() {
        FunctionGraphClient client = client(SERVER.uri());
        List<String> expected = new Caller(SERVER, Caller.urn("paged")).accepted(ScriptedFunction.SUCCEED, 7);
        Collections.reverse(expected);

        List<String> seen = new ArrayList<>();
        String marker = "0";
        do {
            ListAsyncInvocationsResponse page = list(client, Caller.urn("paged"), "3", marker);
            page.getInvocations().forEach(record -> seen.add(record.getRequestId()));
            marker = page.getNextMarker().toString();
        } while (!marker.equals("0"));
        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void itCancelsWhatWaitsAndWhatRuns() throws InterruptedException, TimeoutException {
        Caller caller = new Caller(SERVER, Caller.urn("busy"));
        String running = caller.accepted(ScriptedFunction.HOLD);
        ScriptedFunction.awaitStart(running);
        String waiting = caller.accepted(ScriptedFunction.SUCCEED);

        assertThat(cancel(client(SERVER.uri()), Caller.urn("busy"), waiting)).isEqualTo(200);
        assertThat(cancel(client(SERVER.uri()), Caller.urn("busy"), running)).isEqualTo(200);
        assertThat(caller.status(waiting)).isEqualTo("DISCARD");
        assertThat(caller.status(running)).isEqualTo("FAIL");
    }

    @Test
    void itUnderstandsEveryRefusal() {
        FunctionGraphClient client = client(SERVER.uri());
        assertRefused(() -> invoke(client, Spec.ABSENT), 404, "function 'test' not exist");
        assertRefused(() -> list(client, Spec.ABSENT, "1", "0"), 404, "function 'test' not exist");
        assertRefused(() -> cancel(client, Spec.ABSENT, NOBODYS_ID), 404, "function 'test' not exist");
        assertRefused(() -> invoke(client, Spec.DISABLED), 429, "Function Disabled");
        assertRefused(
                () -> list(client, Spec.TEST, "many", "0"),
                400,
                "the query parameter limit must be a whole number from 1 to 500");
        assertRefused(() -> cancel(client, Spec.TEST, NOBODYS_ID), 400, "Invalid RequestId");
    }

    @Test
    void itUnderstandsThatNothingCanBeStored() {
        ServerResponseException failure =
                catchThrowableOfType(ServerResponseException.class, () -> invoke(client(FULL.uri()), Spec.TEST));
        assertThat(failure.getHttpStatusCode()).isEqualTo(503);
        assertThat(failure.getErrorCode()).isEqualTo("FSS.0503");

        failure = catchThrowableOfType(
                ServerResponseException.class, () -> cancel(client(FULL.uri()), Spec.DISABLED, FULL.waiting()));
        assertThat(failure.getHttpStatusCode()).isEqualTo(503);
        assertThat(failure.getErrorCode()).isEqualTo("FSS.0503");
    }

    static void assertRefused(Runnable call, int status, String message) {
        ClientRequestException failure = catchThrowableOfType(ClientRequestException.class, call::run);
        assertThat(failure.getHttpStatusCode()).isEqualTo(status);
        assertThat(failure.getErrorCode()).isEqualTo("FSS.0" + status);
        assertThat(failure.getErrorMsg()).isEqualTo(message);
        assertThat(UUID.fromString(failure.getRequestId())).hasToString(failure.getRequestId());
    }

    static AsyncInvokeFunctionResponse invoke(FunctionGraphClient client, String urn) {
        return client.asyncInvokeFunction(
                new AsyncInvokeFunctionRequest().withFunctionUrn(urn).withBody(Map.of("order", "4711")));
    }

    static ListAsyncInvocationsResponse list(FunctionGraphClient client, String urn, String limit, String marker) {
        return client.listAsyncInvocations(new ListAsyncInvocationsRequest()
                .withFunctionUrn(urn)
                .withLimit(limit)
                .withMarker(marker));
    }

    static int cancel(FunctionGraphClient client, String urn, String id) {
        return client.cancelAsyncInvocation(new CancelAsyncInvocationRequest()
                        .withFunctionUrn(urn)
                        .withBody(new CancelAsyncInvocationRequestBody()
                                .withRequestId(id)
                                .withType(CancelAsyncInvocationRequestBody.TypeEnum.FORCE)))
                .getHttpStatusCode();
    }

    private static FunctionGraphClient client(URI server) {
        return client(server, ServerExtension.KEY);
    }

    private static FunctionGraphClient client(URI server, AccessKey key) {
        return client(server, key, HttpConfig.getDefaultHttpConfig());
    }

    /** With a user agent of its own it keeps no file in the user's home. */
    static FunctionGraphClient client(URI server, AccessKey key, HttpConfig config) {
        return FunctionGraphClient.newBuilder()
                .withCredential(new BasicCredentials()
                        .withAk(key.id())
                        .withSk(key.secret())
                        .withProjectId(Spec.PROJECT))
                .withHttpConfig(config.withUserAgent("contract-tests"))
                .withEndpoint(server.toString())
                .build();
    }
}
