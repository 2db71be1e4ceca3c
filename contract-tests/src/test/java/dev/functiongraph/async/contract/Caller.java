package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.functiongraph.async.contract.spec.Answer;
import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.spec.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A caller of one function, who checks every answer against the contract. */
final class Caller {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Set<String> ENDS = Set.of("SUCCESS", "FAIL", "DISCARD");

    private final ServerExtension server;
    private final String project;
    private final String urn;
    private final ContractFilter filter;

    Caller(ServerExtension server, String urn) {
        this(server, urn, Spec.PROJECT);
    }

    Caller(ServerExtension server, String urn, String project) {
        this(server, urn, project, new ContractFilter());
    }

    Caller(ServerExtension server, String urn, ContractFilter filter) {
        this(server, urn, Spec.PROJECT, filter);
    }

    private Caller(ServerExtension server, String urn, String project, ContractFilter filter) {
        this.server = server;
        this.project = project;
        this.urn = urn;
        this.filter = filter;
    }

    /** The URN of a function of the contract's project, as the catalogs of these tests have it. */
    static String urn(String name) {
        return urn(Spec.PROJECT, name);
    }

    static String urn(String project, String name) {
        return "urn:fss:region:" + project + ":function:default:" + name + ":latest";
    }

    /** The id of an invocation that is accepted. */
    String accepted(String event) {
        Answer answer = invoked(event);
        assertThat(answer.status()).as("%s", answer).isEqualTo(202);
        return json(answer).path("request_id").textValue();
    }

    /** The answer to an event, whatever it is. */
    Answer invoked(String event) {
        return send(Spec.INVOKE, "", event);
    }

    /** The ids of invocations that are accepted one after the other. */
    List<String> accepted(String event, int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(accepted(event));
        }
        return ids;
    }

    /** The answer to a listing, whatever it is; the query as it is sent. */
    Answer listed(String query) {
        return send(Spec.LIST, query, "");
    }

    /** A page of the listing. */
    Page page(String query) {
        Answer answer = listed(query);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return new Page(json(answer));
    }

    /** The ids that a listing has, newest first. */
    List<String> ids(String query) {
        return page(query).ids();
    }

    /** What the listing says of one invocation. */
    JsonNode record(String id) {
        List<JsonNode> records = page("?request_id=" + id).records();
        assertThat(records).as("records of " + id).hasSize(1);
        return records.get(0);
    }

    String status(String id) {
        return record(id).path("status").textValue();
    }

    /** What the listing says of an invocation, as soon as it has ended. */
    JsonNode ended(String id) {
        return await().atMost(PATIENCE)
                .until(
                        () -> record(id),
                        record -> ENDS.contains(record.path("status").textValue()));
    }

    /** The answer to a cancellation, whatever it is. */
    Answer cancellation(String body) {
        return send(Spec.CANCEL, "", body);
    }

    static String cancelBody(String id) {
        return "{\"request_id\":\"" + id + "\"}";
    }

    /** The status of an invocation, as the answer to its cancellation has it. */
    String canceled(String id) {
        Answer answer = cancellation(cancelBody(id));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(json(answer).path("request_id").textValue()).isEqualTo(id);
        return json(answer).path("status").textValue();
    }

    /** One answer of a listing. Its count is right. */
    static final class Page {
        private final JsonNode body;

        Page(JsonNode body) {
            this.body = body;
            assertThat(body.path("count").intValue()).isEqualTo(records().size());
        }

        List<JsonNode> records() {
            List<JsonNode> records = new ArrayList<>();
            body.path("invocations").forEach(records::add);
            return records;
        }

        List<String> ids() {
            return records().stream()
                    .map(record -> record.path("request_id").textValue())
                    .toList();
        }

        long next() {
            return body.path("next_marker").longValue();
        }
    }

    private Answer send(Operation operation, String query, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(server.uri() + Spec.path(operation, project, urn) + query))
                .timeout(PATIENCE)
                .method(operation.method(), HttpRequest.BodyPublishers.ofString(body));
        server.credentials().fields().forEach(field -> request.header(field.name(), field.value()));
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            Answer answer = new Answer(response.statusCode(), headers(response), response.body());
            filter.saw(operation, body.getBytes(StandardCharsets.UTF_8), answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Headers headers(HttpResponse<?> response) {
        return new Headers(response.headers().map().entrySet().stream()
                .flatMap(header -> header.getValue().stream().map(value -> new Headers.Field(header.getKey(), value)))
                .toList());
    }

    private static JsonNode json(Answer answer) {
        try {
            return new ObjectMapper().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
