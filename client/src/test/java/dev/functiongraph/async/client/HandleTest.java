package dev.functiongraph.async.client;

import static dev.functiongraph.async.client.Fixture.ID;
import static dev.functiongraph.async.client.Fixture.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The handles of projects and functions. */
class HandleTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final InvocationQuery FAILED = InvocationQuery.all().withStatus(Invocation.Status.FAIL);

    static Stream<Arguments> calls() {
        String path = "/v2/" + PROJECT + "/fgs/functions/orders/";
        String invoke = "POST " + path + "invocations-async ";
        String list = "GET " + path + "async-invocations?status=FAIL ";
        String find = "GET " + path + "async-invocations?request_id=" + ID + " ";
        String cancel = "POST " + path + "cancel ";
        StubServer.Behavior ended = Answer.record(Invocation.Status.SUCCESS);
        Map<String, String> event = Map.of("k", "v");
        return Stream.of(
                call(invoke, Answer.ACCEPTED, FunctionHandle::invoke),
                call(invoke, Answer.ACCEPTED, function -> function.invoke(event)),
                call(
                        invoke,
                        Answer.ACCEPTED,
                        function -> function.invokeFuture().join()),
                call(
                        invoke,
                        Answer.ACCEPTED,
                        function -> function.invokeFuture(event).join()),
                call(invoke, Answer.ACCEPTED, function -> function.invokeJson("{}")),
                call(
                        invoke,
                        Answer.ACCEPTED,
                        function -> function.invokeJsonFuture("{}").join()),
                call(list, ended, function -> function.list(FAILED)),
                call(list, ended, function -> function.listFuture(FAILED).join()),
                call(
                        "GET " + path + "async-invocations?status=FAIL&marker=0 ",
                        ended,
                        function -> function.stream(FAILED).toList()),
                call(find, ended, function -> function.find(ID)),
                call(find, ended, function -> function.findFuture(ID).join()),
                call(find, ended, function -> function.await(ID, MINUTE)),
                call(find, ended, function -> function.awaitFuture(ID, MINUTE).join()),
                call(cancel, Answer.CANCELED, function -> function.cancel(ID)),
                call(
                        cancel,
                        Answer.CANCELED,
                        function -> function.cancelFuture(ID).join()));
    }

    private static Arguments call(String line, StubServer.Behavior answer, Function<FunctionHandle, Object> call) {
        return Arguments.of(line, answer, call);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void eachMethodAsksForTheFunctionOfTheProject(
            String line, StubServer.Behavior answer, Function<FunctionHandle, Object> call) throws Exception {
        try (StubServer server = StubServer.inTurn(answer)) {
            assertThat(call.apply(server.client().project(PROJECT).function("orders")))
                    .isNotNull();
            assertThat(server.request().line()).startsWith(line);
        }
    }

    @Test
    void anEventIsSentByBothWays() throws Exception {
        try (StubServer server = StubServer.accepting()) {
            FunctionHandle function = server.client().project(PROJECT).function("orders");
            function.invoke(Map.of("k", "v"));
            function.invokeFuture(Map.of("k", "v")).join();
            assertThat(server.request().text()).isEqualTo("{\"k\":\"v\"}");
            assertThat(server.request().text()).isEqualTo("{\"k\":\"v\"}");
        }
    }

    @Test
    void whatCannotBeSentIsRefusedAtOnce() {
        FunctionGraphAsyncClient client = FunctionGraphAsyncClient.builder()
                .baseUri(URI.create("http://127.0.0.1:1"))
                .build();
        assertThatNullPointerException().isThrownBy(() -> client.project(null)).withMessage("projectId");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.project(PROJECT).function(".."))
                .withMessageStartingWith("functionUrn");
    }

    @Test
    void theyNameWhatTheyStandFor() {
        ProjectHandle project = FunctionGraphAsyncClient.builder()
                .baseUri(URI.create("http://127.0.0.1:1"))
                .build()
                .project(PROJECT);
        assertThat(project).hasToString(PROJECT);
        assertThat(project.function("orders")).hasToString(PROJECT + "/orders");
    }
}
