package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.functiongraph.async.client.FunctionGraphAsyncClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the client sends is what the contract documents. */
class ClientRequestTest {

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
    void a_request_for_each_form_of_the_URN_is_documented(String urn) throws IOException {
        try (StubServer server = new StubServer(202)) {
            client(server).invokeAsync(Spec.PROJECT, urn, Map.of("order", "4711"));

            Request request = only(server);
            assertThat(RequestChecker.mismatches(Spec.INVOKE, request))
                    .as("%s", request)
                    .isEmpty();
            assertThat(request.path().replace("%3A", ":").replace("%21", "!")).isEqualTo(Spec.path(urn));
        }
    }

    @Test
    void without_an_event_there_is_no_body_and_no_type_of_one() throws IOException {
        try (StubServer server = new StubServer(202)) {
            client(server).invokeAsync(Spec.PROJECT, Spec.TEST);

            Request request = only(server);
            assertThat(RequestChecker.mismatches(Spec.INVOKE, request)).isEmpty();
            assertThat(request.body()).isEmpty();
            assertThat(request.headers().values("Content-Type")).isEmpty();
        }
    }

    @Test
    void it_says_that_the_event_is_JSON_and_that_it_takes_JSON() throws IOException {
        try (StubServer server = new StubServer(202)) {
            client(server).invokeAsync(Spec.PROJECT, Spec.TEST, Map.of());

            assertThat(only(server).headers().values("Content-Type")).containsExactly("application/json");
            assertThat(only(server).headers().values("Accept")).containsExactly("application/json");
            assertThat(only(server).text()).isEqualTo("{}");
        }
    }

    @Test
    void the_token_is_in_the_header_that_the_contract_names() throws IOException {
        String header = Spec.INVOKE.security().stream()
                .flatMap(scheme -> scheme.children().keySet().stream())
                .filter("AuthToken"::equals)
                .map(name -> Spec.CONTRACT.securityScheme(name).at("name").text())
                .findFirst()
                .orElseThrow();
        try (StubServer server = new StubServer(202)) {
            FunctionGraphAsyncClient client = FunctionGraphAsyncClient.builder()
                    .baseUri(server.uri())
                    .token(() -> "secret")
                    .build();
            client.invokeAsync(Spec.PROJECT, Spec.TEST);

            assertThat(only(server).headers().values(header)).containsExactly("secret");
        }
    }

    @Test
    void generated_events_arrive_as_documented_ones() throws IOException {
        Random random = Seed.random();
        try (StubServer server = new StubServer(202)) {
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

    static Request only(StubServer server) {
        assertThat(server.requests()).hasSize(1);
        return server.requests().get(0);
    }

    private static FunctionGraphAsyncClient client(StubServer server) {
        return FunctionGraphAsyncClient.builder().baseUri(server.uri()).build();
    }
}
