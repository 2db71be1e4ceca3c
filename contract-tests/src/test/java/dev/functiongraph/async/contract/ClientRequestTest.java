package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.functiongraph.async.client.FunctionGraphAsyncClient;
import dev.functiongraph.async.client.Invocation;
import dev.functiongraph.async.client.InvocationQuery;
import dev.functiongraph.async.contract.spec.Operation;
import dev.functiongraph.async.contract.spec.Request;
import dev.functiongraph.async.contract.spec.RequestChecker;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client's requests, compared with the contract. */
class ClientRequestTest {
    private static final Map<Operation, Integer> SUCCESSES = Map.of(Spec.INVOKE, 202, Spec.LIST, 200, Spec.CANCEL, 200);

    @ParameterizedTest
    @ValueSource(
            strings = {
                Spec.TEST,
                "urn:fss:r:" + Spec.PROJECT + ":function:default:test",
                "urn:fss:r:" + Spec.PROJECT + ":function:default:test:!alias",
                Spec.PROJECT + ":default:test:v1.0",
                Spec.PROJECT + ":default:test",
                "default:test",
                "test"
            })
    void aRequestForEachFormOfTheUrnIsDocumented(String urn) throws IOException {
        try (ExampleServer server = new ExampleServer(202)) {
            client(server).invokeAsync(Spec.PROJECT, urn, Map.of("order", "4711"));

            Request request = only(server);
            assertThat(RequestChecker.mismatches(Spec.INVOKE, request))
                    .as("%s", request)
                    .isEmpty();
            assertThat(request.path().replace("%3A", ":").replace("%21", "!")).isEqualTo(Spec.path(urn));
        }
    }

    @Test
    void withoutAnEventThereIsNoBodyAndNoTypeOfOne() throws IOException {
        try (ExampleServer server = new ExampleServer(202)) {
            client(server).invokeAsync(Spec.PROJECT, Spec.TEST);

            Request request = only(server);
            assertThat(RequestChecker.mismatches(Spec.INVOKE, request)).isEmpty();
            assertThat(request.body()).isEmpty();
            assertThat(request.headers().values("Content-Type")).isEmpty();
        }
    }

    @Test
    void itSaysThatTheEventIsJsonAndThatItTakesJson() throws IOException {
        try (ExampleServer server = new ExampleServer(202)) {
            client(server).invokeAsync(Spec.PROJECT, Spec.TEST, Map.of());

            assertThat(only(server).headers().values("Content-Type")).containsExactly("application/json");
            assertThat(only(server).headers().values("Accept")).containsExactly("application/json");
            assertThat(only(server).text()).isEqualTo("{}");
        }
    }

    @Test
    void theTokenIsInTheHeaderThatTheContractNames() throws IOException {
        String header = Spec.INVOKE.security().stream()
                .flatMap(scheme -> scheme.children().keySet().stream())
                .filter("AuthToken"::equals)
                .map(name -> Spec.CONTRACT.securityScheme(name).at("name").text())
                .findFirst()
                .orElseThrow();
        try (ExampleServer server = new ExampleServer(202)) {
            FunctionGraphAsyncClient client = FunctionGraphAsyncClient.builder()
                    .baseUri(server.uri())
                    .token(() -> "secret")
                    .build();
            client.invokeAsync(Spec.PROJECT, Spec.TEST);

            assertThat(only(server).headers().values(header)).containsExactly("secret");
        }
    }

    @Test
    void generatedEventsArriveAsDocumentedOnes() throws IOException {
        Random random = Seed.random();
        try (ExampleServer server = new ExampleServer(202)) {
            FunctionGraphAsyncClient client = client(server);
            List<Map<String, String>> events =
                    Stream.generate(() -> event(random)).limit(200).toList();
            events.forEach(event -> client.invokeAsync(Spec.PROJECT, Spec.TEST, event));

            assertThat(server.requests())
                    .as("seed %d", Seed.VALUE)
                    .hasSameSizeAs(events)
                    .allSatisfy(request -> assertThat(RequestChecker.mismatches(Spec.INVOKE, request))
                            .isEmpty());
        }
    }

    private static Map<String, String> event(Random random) {
        return IntStream.range(0, random.nextInt(5))
                .boxed()
                .collect(Collectors.toMap(i -> i + text(random), i -> text(random)));
    }

    /** Any Unicode text, without the halves of surrogate pairs. */
    private static String text(Random random) {
        return random.ints(random.nextInt(20), 0, Character.MAX_CODE_POINT + 1)
                .map(point -> random.nextBoolean() ? point % 0x80 : point)
                .filter(point -> Character.getType(point) != Character.SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @ParameterizedTest
    @EnumSource
    void everyCallSendsADocumentedRequest(ClientCall call) throws IOException {
        for (boolean blocking : new boolean[] {true, false}) {
            try (ExampleServer server = new ExampleServer(call.operation, SUCCESSES.get(call.operation))) {
                if (blocking) {
                    call.call(client(server), "default:test");
                } else {
                    call.callFuture(client(server), "default:test").join();
                }
                assertThat(RequestChecker.mismatches(call.operation, only(server)))
                        .as("%s", only(server))
                        .isEmpty();
            }
        }
    }

    @Test
    void aCancellationNamesTheInvocation() throws IOException {
        try (ExampleServer server = new ExampleServer(Spec.CANCEL, 200)) {
            client(server).cancelInvocation(Spec.PROJECT, Spec.TEST, Spec.NOBODYS_ID);
            assertThat(Spec.CANCEL.requestExamples())
                    .containsValue(new ObjectMapper().readTree(only(server).body()));
        }
    }

    @Test
    void generatedQueriesAreSentAsDocumentedOnes() throws IOException {
        Random random = Seed.random();
        try (ExampleServer server = new ExampleServer(Spec.LIST, 200)) {
            List<InvocationQuery> queries =
                    Stream.generate(() -> query(random)).limit(200).toList();
            queries.forEach(query -> client(server).listInvocations(Spec.PROJECT, Spec.TEST, query));

            assertThat(server.requests())
                    .as("seed %d", Seed.VALUE)
                    .hasSameSizeAs(queries)
                    .allSatisfy(request -> assertThat(RequestChecker.mismatches(Spec.LIST, request))
                            .isEmpty());
        }
    }

    private static InvocationQuery query(Random random) {
        InvocationQuery query = InvocationQuery.all();
        if (random.nextBoolean()) {
            query = query.withRequestId(new UUID(random.nextLong(), random.nextLong()));
        }
        if (random.nextBoolean()) {
            query = query.withStatus(Invocation.Status.values()[random.nextInt(5)]);
        }
        if (random.nextBoolean()) {
            query = query.withAcceptedFrom(time(random));
        }
        if (random.nextBoolean()) {
            query = query.withAcceptedTo(time(random));
        }
        if (random.nextBoolean()) {
            query = query.withLimit(1 + random.nextInt(500));
        }
        return random.nextBoolean() ? query.withMarker(random.nextLong() >>> (1 + random.nextInt(60))) : query;
    }

    /** Of any year that the contract can write, with a fraction of any length. */
    private static Instant time(Random random) {
        Instant second = Instant.ofEpochSecond(random.nextLong(-62_167_219_200L, 253_402_300_800L));
        return random.nextBoolean() ? second : second.plusNanos(random.nextInt(1_000_000_000));
    }

    static Request only(ExampleServer server) {
        assertThat(server.requests()).hasSize(1);
        return server.requests().get(0);
    }

    private static FunctionGraphAsyncClient client(ExampleServer server) {
        return FunctionGraphAsyncClient.builder().baseUri(server.uri()).build();
    }
}
