package dev.functiongraph.async.contract.zoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.functiongraph.async.contract.client.ClientCase;
import dev.functiongraph.async.contract.client.ClientReport;
import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.spec.Json;
import dev.functiongraph.async.contract.spec.OperationId;
import dev.functiongraph.async.contract.wire.Received;
import java.util.Locale;
import java.util.Optional;

/** A correct client's interpretation of an answer. Faulty ones override what they get wrong. */
class AnswerInterpreter {

    final ClientReport of(ClientCase call, Received received) {
        Optional<JsonNode> body = body(received);
        int status = received.status();
        if (status >= 400) {
            return error(received, body);
        }
        if (!isSuccess(call, status) || body.isEmpty()) {
            return unusable();
        }
        return success(call, body.get());
    }

    boolean isSuccess(ClientCase call, int status) {
        return status == (call.operation() == OperationId.INVOKE ? 202 : 200);
    }

    /** What is JSON, and declared as it or not declared. */
    Optional<JsonNode> body(Received received) {
        return isJson(received.answer().headers())
                ? Json.read(received.answer().body(), ignored -> {})
                : Optional.empty();
    }

    boolean isJson(Headers headers) {
        return headers.first("Content-Type")
                .map(type -> type.toLowerCase(Locale.ROOT).startsWith("application/json"))
                .orElse(true);
    }

    ClientReport unusable() {
        return report("{'outcome':'failed'}");
    }

    ClientReport success(ClientCase call, JsonNode body) {
        return switch (call.operation()) {
            case INVOKE ->
                body.path("request_id").isTextual()
                        ? report("{'outcome':'accepted'}", "request_id", body.path("request_id"))
                        : unusable();
            case LIST -> listed(body);
            case CANCEL -> report("{'outcome':'canceled'}", "status", body.path("status"));
        };
    }

    ClientReport listed(JsonNode body) {
        ObjectNode line = (ObjectNode) report("{'outcome':'listed'}").line();
        line.set("next_marker", body.path("next_marker"));
        for (JsonNode each : body.path("invocations")) {
            line.withArray("request_ids").add(each.path("request_id"));
            line.withArray("statuses").add(each.path("status"));
        }
        return ClientReport.parse(line.toString());
    }

    ClientReport error(Received received, Optional<JsonNode> body) {
        ObjectNode line = (ObjectNode) report("{'outcome':'error'}").line();
        line.put("status", received.status());
        line.put(
                "error_code",
                body.map(json -> json.path("error_code").textValue()).orElse(null));
        line.put("request_id", received.answer().headers().first("X-Request-Id").orElse(null));
        return ClientReport.parse(line.toString());
    }

    static ClientReport report(String line) {
        return ClientReport.parse(line.replace('\'', '"'));
    }

    static ClientReport report(String line, String field, JsonNode value) {
        ObjectNode object = (ObjectNode) report(line).line();
        object.set(field, value);
        return ClientReport.parse(object.toString());
    }
}
