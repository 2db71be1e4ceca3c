package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.functiongraph.async.client.FunctionGraphAsyncClient;
import dev.functiongraph.async.client.FunctionGraphException;
import dev.functiongraph.async.client.Invocation;
import dev.functiongraph.async.client.InvocationPage;
import dev.functiongraph.async.client.InvocationQuery;
import dev.functiongraph.async.client.ServiceUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Listing, finding and canceling with the client on the real server. */
class ClientFollowsInvocationsTest {
    private static final String ENDS = Caller.urn("ends");
    private static final String BUSY = Caller.urn("busy");
    private static final String PAGED = Caller.urn("paged");

    @RegisterExtension
    static final ServerExtension SERVER = ServerExtension.open()
            .serving(
                    ScriptedFunction.entry(ENDS),
                    ScriptedFunction.entry(BUSY, "concurrency: 1"),
                    ScriptedFunction.entry(PAGED));

    @RegisterExtension
    static final ServerExtension GUARDED = ServerExtension.open().demandingCredentials();

    @RegisterExtension
    static final ServerExtension FULL = ServerExtension.open().unableToStore();

    @Test
    void whatItInvokedIsFoundAtOnceAndFollowedToItsEnd() {
        Instant before = Instant.now().minusSeconds(1);
        UUID id = client(SERVER).invokeAsync(Spec.PROJECT, ENDS).requestId();
        assertThat(client(SERVER).findInvocation(Spec.PROJECT, ENDS, id)).isPresent();

        Invocation ended = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> client(SERVER)
                                .findInvocation(Spec.PROJECT, ENDS, id)
                                .orElseThrow(),
                        invocation -> invocation.status().isFinal());

        assertThat(ended.status()).isEqualTo(Invocation.Status.SUCCESS);
        assertThat(ended.errorCode()).isZero();
        assertThat(ended.errorMessage()).isEmpty();
        assertThat(ended.startTime().orElseThrow()).isAfter(before);
        assertThat(ended.endTime().orElseThrow())
                .isAfterOrEqualTo(ended.startTime().orElseThrow());
    }

    @Test
    void anIdThatTheFunctionDoesNotHaveIsNotFound() {
        assertThat(client(SERVER).findInvocation(Spec.PROJECT, ENDS, Spec.NOBODYS_ID))
                .isEmpty();
    }

    @Test
    void itGoesFromPageToPageWithinItsBounds() {
        Instant before = Instant.now().minusSeconds(1);
        List<String> expected = new Caller(SERVER, PAGED).accepted(ScriptedFunction.SUCCEED, 7);
        Collections.reverse(expected);
        InvocationQuery query = InvocationQuery.all()
                .withLimit(3)
                .withAcceptedFrom(before)
                .withAcceptedTo(before.plus(Duration.ofDays(1)));

        List<String> seen = new ArrayList<>();
        OptionalLong marker = OptionalLong.of(0);
        while (marker.isPresent()) {
            InvocationPage page =
                    client(SERVER).listInvocations(Spec.PROJECT, PAGED, query.withMarker(marker.getAsLong()));
            page.invocations()
                    .forEach(invocation -> seen.add(invocation.requestId().toString()));
            marker = page.nextMarker();
        }
        assertThat(seen).isEqualTo(expected);
        assertThat(client(SERVER)
                        .listInvocations(Spec.PROJECT, PAGED, query.withAcceptedTo(before))
                        .invocations())
                .isEmpty();
    }

    @Test
    void itCancelsWhatWaitsAndWhatRunsAndLeavesTheEndedAlone() throws InterruptedException, TimeoutException {
        FunctionGraphAsyncClient client = client(SERVER);
        UUID running =
                client.invokeAsync(Spec.PROJECT, BUSY, Map.of("do", "hold")).requestId();
        ScriptedFunction.awaitStart(running.toString());
        UUID waiting = client.invokeAsync(Spec.PROJECT, BUSY).requestId();
        assertThat(client.listInvocations(
                                Spec.PROJECT, BUSY, InvocationQuery.all().withStatus(Invocation.Status.WAIT))
                        .invocations())
                .extracting(Invocation::requestId)
                .containsExactly(waiting);

        assertThat(client.cancelInvocation(Spec.PROJECT, BUSY, waiting)).isEqualTo(Invocation.Status.DISCARD);
        assertThat(client.cancelInvocationFuture(Spec.PROJECT, BUSY, running).join())
                .isEqualTo(Invocation.Status.FAIL);
        assertThat(client.cancelInvocation(Spec.PROJECT, BUSY, running)).isEqualTo(Invocation.Status.FAIL);

        ScriptedFunction.awaitInterrupt(running.toString());
        assertThat(client.findInvocation(Spec.PROJECT, BUSY, running))
                .map(Invocation::errorCode)
                .hasValue(4208);
    }

    @Test
    void aCancellationOfWhatTheFunctionDoesNotHaveIs400AndTheIdNotFound() {
        FunctionGraphException failure =
                ClientOutcome.failureOf(() -> client(SERVER).cancelInvocation(Spec.PROJECT, ENDS, Spec.NOBODYS_ID));
        ClientOutcome.assertTypeOf(Spec.CANCEL, failure, 400);
        assertThat(failure.errorMessage()).isEqualTo("Invalid RequestId");
    }

    @ParameterizedTest
    @EnumSource
    void anAbsentFunctionIs404ToEveryCall(ClientCall call) {
        refusal(call, SERVER, Caller.urn("absent"), 404);
    }

    @ParameterizedTest
    @EnumSource
    void aMalformedUrnIs400ToEveryCall(ClientCall call) {
        refusal(call, SERVER, "9", 400);
    }

    @ParameterizedTest
    @EnumSource
    void noTokenIs401ToEveryCall(ClientCall call) {
        refusal(call, GUARDED, Spec.TEST, 401);
    }

    @Test
    void aCancellationThatCannotBeStoredIs503WithTheTimeToWait() {
        FunctionGraphException failure = ClientOutcome.failureOf(
                () -> client(FULL).cancelInvocation(Spec.PROJECT, Spec.DISABLED, UUID.fromString(FULL.waiting())));
        ClientOutcome.assertTypeOf(Spec.CANCEL, failure, 503);
        assertThat(((ServiceUnavailableException) failure).retryAfter())
                .hasValueSatisfying(wait -> assertThat(wait).isGreaterThanOrEqualTo(Duration.ofSeconds(1)));
    }

    private static void refusal(ClientCall call, ServerExtension server, String urn, int status) {
        FunctionGraphException failure = ClientOutcome.failureOf(() -> call.call(client(server), urn));
        ClientOutcome.assertTypeOf(call.operation, failure, status);
        assertThat(failure.errorCode()).hasValue("FSS.0" + status);
        assertThat(failure.requestId()).isPresent();
    }

    private static FunctionGraphAsyncClient client(ServerExtension server) {
        return FunctionGraphAsyncClient.builder().baseUri(server.uri()).build();
    }
}
