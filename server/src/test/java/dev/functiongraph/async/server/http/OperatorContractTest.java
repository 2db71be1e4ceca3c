package dev.functiongraph.async.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import dev.functiongraph.async.server.AnsweringContainer;
import dev.functiongraph.async.server.TestCredentials;
import dev.functiongraph.async.server.TestFunctions;
import dev.functiongraph.async.server.TestServer;
import dev.functiongraph.async.server.credentials.Role;
import dev.functiongraph.async.server.runtime.FunctionContext;
import dev.functiongraph.async.server.runtime.FunctionHandler;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The answers on the operators' port are those of the operators' contract. */
class OperatorContractTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDialect(
            Dialects.getOpenApi30(),
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private static final String RETRIED = "async: {max_async_retry_attempts: 1}";
    private static final String FUNCTIONS = TestFunctions.entry("fn", Numbers.class, RETRIED);

    @TempDir
    Path dir;

    /** Fails at first; a number that Java's double does not have is in its result. */
    public static final class Numbers implements FunctionHandler {
        @Override
        public String handle(String event, FunctionContext context) {
            context.log("attempt " + context.attempt());
            if (context.attempt() == 1) {
                throw new IllegalStateException("no luck");
            }
            return "{\"n\": 12345678901234567890.10, \"n\": 1e999}";
        }
    }

    @Test
    void anInvocationIsShownWithItsEventResultAttemptsAndLogs() throws Exception {
        try (TestServer server = start(FUNCTIONS)) {
            String id = invoke(server, "fn", "{\"b\": \"\u00fc\"}");
            JsonNode shown = ended(server, "fn", id);

            assertThat(shown.path("request_id").asText()).isEqualTo(id);
            assertThat(shown.path("function_urn").asText()).isEqualTo(TestFunctions.urn("fn"));
            assertThat(shown.path("status").asText()).isEqualTo("SUCCESS");
            assertThat(shown.path("event"))
                    .isEqualTo(JSON.readTree("{\"format\": \"json\", \"content\": {\"b\": \"\u00fc\"}}"));
            assertThat(shown.path("result").path("format").asText()).isEqualTo("json");
            assertThat(get(server, path("fn", id)).body())
                    .contains("\"content\":{\"n\": 12345678901234567890.10, \"n\": 1e999}");
            assertThat(shown.path("attempts"))
                    .extracting(
                            attempt -> attempt.path("number").asInt(),
                            attempt -> attempt.path("outcome").asText(),
                            attempt -> attempt.path("log").asText())
                    .satisfiesExactly(
                            first -> assertThat(first.toList().toString())
                                    .startsWith("[1, WAIT, attempt 1\nIllegalStateException: "),
                            second -> assertThat(second.toList()).containsExactly(2, "SUCCESS", "attempt 2\n"));
        }
    }

    @Test
    void aResultIsJsonOrTextOrBase64AsItSays() throws Exception {
        try (AnsweringContainer number = new AnsweringContainer(200, bytes(" null"));
                AnsweringContainer text = new AnsweringContainer(200, bytes("{} {}"));
                AnsweringContainer binary = new AnsweringContainer(200, (byte) 0xff, (byte) 0);
                AnsweringContainer nothing = new AnsweringContainer(200);
                TestServer server = start(number.entry("json")
                        + text.entry("text")
                        + binary.entry("binary")
                        + nothing.entry("nothing"))) {
            assertThat(result(server, "json")).isEqualTo("{\"format\":\"json\",\"content\":null}");
            assertThat(result(server, "text")).isEqualTo("{\"format\":\"text\",\"content\":\"{} {}\"}");
            assertThat(result(server, "binary")).isEqualTo("{\"format\":\"base64\",\"content\":\"/wA=\"}");
            assertThat(result(server, "nothing")).isEqualTo("{\"format\":\"text\",\"content\":\"\"}");
        }
    }

    @Test
    void whatIsMalformedOrNotThereIsRefused() throws Exception {
        try (TestServer server = start(FUNCTIONS + TestFunctions.entry("other", Numbers.class))) {
            String id = invoke(server, "fn", "{}");
            String unknown = UUID.randomUUID().toString();

            refused(400, "the request id in the path must be a UUID", get(server, path("fn", "1-1-1-1-1")));
            refused(400, "", get(server, path("a b".replace(" ", "%20"), id)));
            refused(400, "", get(server, path("fn", id).replace(TestFunctions.PROJECT, "short")));
            refused(404, "function 'gone' not exist", get(server, path("gone", id)));
            refused(404, "function 'fn' has no invocation " + unknown, get(server, path("fn", unknown)));
            refused(404, "function 'other' has no invocation " + id, get(server, path("other", id)));
            refused(406, "", get(server, path("fn", id), "Accept", "text/html"));
            assertThat(get(server, "/metrics").statusCode()).isEqualTo(404);
            assertThat(get(server, path("fn", "")).statusCode()).isEqualTo(404);
            assertThat(send(request(server, path("fn", id)).DELETE().build()).statusCode())
                    .isEqualTo(405);
        }
    }

    @Test
    void thePublishedPortDoesNotHaveIt() throws Exception {
        try (TestServer server = start(FUNCTIONS)) {
            String id = invoke(server, "fn", "{}");
            assertThat(server.get(path("fn", id))).contains("FSS.0404");
        }
        try (TestServer server = TestServer.start(dir, FUNCTIONS)) {
            assertThatThrownBy(server::operatorUri).isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void credentialsOfOperatorsAreRequiredWhereAnyAre() throws Exception {
        String id;
        try (TestServer server = start(FUNCTIONS)) {
            id = invoke(server, "fn", "{}");
            ended(server, "fn", id);
        }
        TestCredentials credentials = new TestCredentials(dir);
        String caller = credentials.token().text();
        String reader = credentials.token(Role.READER, TestFunctions.PROJECT).text();
        String operator = credentials.token(Role.OPERATOR).text();
        String operatorReader = credentials.token(Role.OPERATOR_READER).text();
        try (TestServer server =
                start(FUNCTIONS, "credentials-file", credentials.file().toString())) {
            HttpResponse<String> none = get(server, path("fn", id));
            refused(401, "valid credentials are required", none);
            assertThat(none.headers().firstValue("WWW-Authenticate")).contains("Bearer");
            refused(401, "", get(server, path("fn", id), "X-Auth-Token", "wrong"));
            for (String other : new String[] {caller, reader}) {
                refused(
                        403,
                        "the credentials are not an operator's",
                        get(server, path("fn", id), "X-Auth-Token", other));
            }
            for (String good : new String[] {operator, operatorReader}) {
                shown(get(server, path("fn", id), "X-Auth-Token", good));
                shown(get(server, path("fn", id), "Authorization", "Bearer " + good));
            }
        }
    }

    private TestServer start(String functions, String... settings) throws Exception {
        String[] all = new String[settings.length + 4];
        System.arraycopy(settings, 0, all, 4, settings.length);
        all[0] = "operator-port";
        all[1] = "0";
        all[2] = "retry-base";
        all[3] = "1ms";
        return TestServer.start(dir, functions, all);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String invoke(TestServer server, String function, String event) throws Exception {
        return server.invoke(function, event)
                .headers()
                .firstValue("X-Request-Id")
                .orElseThrow();
    }

    private static JsonNode ended(TestServer server, String function, String id) throws Exception {
        await().until(() -> get(server, path(function, id)).body().contains("\"end_time\""));
        return shown(get(server, path(function, id)));
    }

    private static String result(TestServer server, String function) throws Exception {
        return ended(server, function, invoke(server, function, "{}"))
                .path("result")
                .toString();
    }

    private static String path(String function, String id) {
        return TestServer.path(function).replace("invocations-async", "async-invocations/" + id);
    }

    private static HttpResponse<String> get(TestServer server, String path, String... headers) throws Exception {
        HttpRequest.Builder request = request(server, path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    private static HttpRequest.Builder request(TestServer server, String path) {
        return HttpRequest.newBuilder(URI.create(server.operatorUri() + path)).method("GET", BodyPublishers.noBody());
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private static JsonNode shown(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return conforming(answer);
    }

    private static void refused(int status, String message, HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode refusal = conforming(answer);
        assertThat(refusal.path("error_code").asText()).isEqualTo("FSS.0" + status);
        assertThat(refusal.path("error_msg").asText()).contains(message);
    }

    /** Status, type, headers and body are those that the contract has. */
    private static JsonNode conforming(HttpResponse<String> answer) throws IOException {
        JsonNode contract = contract();
        JsonNode response = resolved(
                contract,
                contract.path("paths")
                        .elements()
                        .next()
                        .path("get")
                        .path("responses")
                        .path(String.valueOf(answer.statusCode())));
        assertThat(response.path("description").asText()).isNotEmpty();
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        response.path("headers").properties().forEach(header -> {
            if (header.getValue().path("required").asBoolean()) {
                assertThat(answer.headers().firstValue(header.getKey())).isPresent();
            }
        });
        JsonNode schema = response.path("content").path("application/json").path("schema");
        JsonNode body = JSON.readTree(answer.body());
        assertThat(SCHEMAS.getSchema(schema).validate(body)).isEmpty();
        body.fieldNames()
                .forEachRemaining(name ->
                        assertThat(schema.path("properties").has(name)).as(name).isTrue());
        return body;
    }

    private static JsonNode contract() throws IOException {
        try (InputStream yaml = OperatorContractTest.class.getResourceAsStream("/operator.yaml")) {
            return new YAMLMapper().readTree(yaml);
        }
    }

    /** With what its references lead to in their places. */
    private static JsonNode resolved(JsonNode contract, JsonNode node) {
        if (node.has("$ref")) {
            return resolved(contract, contract.at(node.path("$ref").asText().substring(1)));
        }
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> object.set(name, resolved(contract, object.get(name))));
        }
        return node;
    }
}
