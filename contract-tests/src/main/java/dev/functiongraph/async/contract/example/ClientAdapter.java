package dev.functiongraph.async.contract.example;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.functiongraph.async.client.FunctionGraphAsyncClient;
import dev.functiongraph.async.client.FunctionGraphAsyncClientBuilder;
import dev.functiongraph.async.client.FunctionGraphException;
import dev.functiongraph.async.client.Invocation;
import dev.functiongraph.async.client.InvocationPage;
import dev.functiongraph.async.client.InvocationQuery;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * The project's own client as a command that the conformance kit can check; the kit's README shows the command line.
 * The kit's jar brings Jackson, and nothing of the client but this class.
 */
public final class ClientAdapter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ClientAdapter() {}

    /** Makes the call that the environment describes, and prints what became of it. */
    public static void main(String[] arguments) throws Exception {
        String report = report(
                URI.create(System.getenv("CONFORMANCE_BASE_URL")), JSON.readTree(System.getenv("CONFORMANCE_CASE")));
        new PrintStream(System.out, true, "UTF-8").println(report);
        // The client's idle connections would keep the process a little longer.
        System.exit(0);
    }

    /** Makes the call that the kit describes, and tells what became of it in the kit's words. */
    public static String report(URI base, JsonNode call) {
        ObjectNode report = JSON.createObjectNode();
        try {
            perform(client(base, call), call, report);
        } catch (FunctionGraphException e) {
            report.put("outcome", e.status() >= 400 ? "error" : "failed");
            report.put("status", e.status());
            report.put("error_code", e.errorCode().orElse(null));
            report.put("request_id", e.requestId().orElse(null));
        }
        return report.toString();
    }

    private static FunctionGraphAsyncClient client(URI base, JsonNode call) {
        FunctionGraphAsyncClientBuilder builder = FunctionGraphAsyncClient.builder()
                .baseUri(base)
                .requestTimeout(Duration.ofMillis(call.path("timeout_ms").asLong()));
        if (call.has("token")) {
            builder.token(() -> call.path("token").textValue());
        }
        if (call.has("access_key")) {
            builder.credentials(
                    call.path("access_key").textValue(), call.path("secret_key").textValue());
        }
        return builder.build();
    }

    private static void perform(FunctionGraphAsyncClient client, JsonNode call, ObjectNode report) {
        String project = call.path("project_id").textValue();
        String urn = call.path("function_urn").textValue();
        switch (call.path("operation").asText()) {
            case "invoke" -> {
                Map<String, String> event =
                        call.has("event") ? JSON.convertValue(call.path("event"), new TypeReference<>() {}) : null;
                UUID id = client.invokeAsync(project, urn, event).requestId();
                report.put("outcome", "accepted").put("request_id", id.toString());
            }
            case "list" -> list(client.listInvocations(project, urn, query(call.path("query"))), report);
            case "cancel" -> {
                UUID id = UUID.fromString(call.path("request_id").textValue());
                Invocation.Status status = client.cancelInvocation(project, urn, id);
                report.put("outcome", "canceled").put("status", status.name());
            }
            default -> report.put("outcome", "unsupported");
        }
    }

    private static void list(InvocationPage page, ObjectNode report) {
        report.put("outcome", "listed").put("next_marker", page.nextMarker().orElse(0));
        page.invocations().forEach(invocation -> {
            report.withArray("request_ids").add(invocation.requestId().toString());
            report.withArray("statuses").add(invocation.status().name());
        });
    }

    private static InvocationQuery query(JsonNode wanted) {
        InvocationQuery query = InvocationQuery.all();
        if (wanted.has("request_id")) {
            query = query.withRequestId(
                    UUID.fromString(wanted.path("request_id").textValue()));
        }
        if (wanted.has("status")) {
            query = query.withStatus(
                    Invocation.Status.valueOf(wanted.path("status").textValue()));
        }
        if (wanted.has("query_begin_time")) {
            query = query.withAcceptedFrom(time(wanted.path("query_begin_time").textValue()));
        }
        if (wanted.has("query_end_time")) {
            query = query.withAcceptedTo(time(wanted.path("query_end_time").textValue()));
        }
        if (wanted.has("limit")) {
            query = query.withLimit(wanted.path("limit").asInt());
        }
        return wanted.has("marker") ? query.withMarker(wanted.path("marker").asLong()) : query;
    }

    private static Instant time(String text) {
        return Instant.parse(text.endsWith("Z") ? text : text + "Z");
    }
}
