package dev.functiongraph.async.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Calls one function of a server; every answer is checked against the contract. */
final class Caller {
    private static final Set<String> ENDS = Set.of("SUCCESS", "FAIL", "DISCARD");

    private final TestServer server;
    private final String urn;
    private final ContractFilter filter;

    Caller(TestServer server, String urn) {
        this(server, urn, new ContractFilter());
    }

    Caller(TestServer server, String urn, ContractFilter filter) {
        this.server = server;
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
        Response response = server.request()
                .filter(filter)
                .contentType("application/json")
                .body(event)
                .post(Spec.path(urn));
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(202);
        return response.jsonPath().getString("request_id");
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
    Response listed(String query) {
        return server.request().filter(filter).get(Spec.path(Spec.LIST, urn) + query);
    }

    /** A page of the listing. */
    Page page(String query) {
        Response response = listed(query);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return new Page(json(response.asString()));
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
        return await().until(
                        () -> record(id),
                        record -> ENDS.contains(record.path("status").textValue()));
    }

    /** The answer to a cancellation, whatever it is. */
    Response cancellation(String body) {
        return server.request()
                .filter(filter)
                .contentType("application/json")
                .body(body)
                .post(Spec.path(Spec.CANCEL, urn));
    }

    static String cancelBody(String id) {
        return "{\"request_id\":\"" + id + "\"}";
    }

    /** The status of an invocation, as the answer to its cancellation has it. */
    String canceled(String id) {
        Response response = cancellation(cancelBody(id));
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.jsonPath().getString("request_id")).isEqualTo(id);
        return response.jsonPath().getString("status");
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

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
