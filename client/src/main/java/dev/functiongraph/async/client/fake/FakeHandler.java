package dev.functiongraph.async.client.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.functiongraph.async.client.Invocation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The contract's operations over HTTP. */
record FakeHandler(FakeFunctions functions, FakeInvocations invocations, FakeRefusals refusals) implements HttpHandler {

    private static final Pattern PATH = Pattern.compile("/v2/(?<project>[^/]+)/fgs/functions/(?<urn>[^/]+)/"
            + "(?<operation>invocations-async|async-invocations|cancel)");
    private static final int LARGEST_READ = 1024 * 1024;

    /** An answer that is a success. */
    private record Answer(int status, String requestId, ObjectNode json) {

        static Answer ok(ObjectNode json) {
            return new Answer(200, UUID.randomUUID().toString(), json);
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(LARGEST_READ);
            try {
                Answer answer = answer(exchange, body);
                send(exchange, answer.status, answer.requestId, answer.json);
            } catch (RefusedException e) {
                if (e.status == 503) {
                    exchange.getResponseHeaders().set("Retry-After", "1");
                }
                send(exchange, e.status, UUID.randomUUID().toString(), FakeJson.error(e));
            }
        }
    }

    private Answer answer(HttpExchange exchange, byte[] body) throws RefusedException {
        refusals.throwNext();
        Matcher path = PATH.matcher(exchange.getRequestURI().getRawPath());
        if (!path.matches()) {
            throw new RefusedException(404, "there is nothing at this path");
        }
        String method = path.group("operation").equals("async-invocations") ? "GET" : "POST";
        if (!exchange.getRequestMethod().equals(method)) {
            exchange.getResponseHeaders().set("Allow", method);
            throw new RefusedException(405, "this path does not allow the method");
        }
        FakeJson.checkSize(body);
        String project = FakeQuery.decoded(path.group("project"));
        Matcher urn = FakeFunctions.parse(project, FakeQuery.decoded(path.group("urn")));
        return switch (path.group("operation")) {
            case "invocations-async" -> invoke(project, urn, FakeJson.event(body));
            case "async-invocations" -> list(project, urn, FakeQuery.parse(exchange.getRequestURI()));
            default -> cancel(project, urn, FakeJson.cancellation(body));
        };
    }

    private Answer invoke(String project, Matcher urn, Map<String, String> event) throws RefusedException {
        String function = functions.find(project, urn);
        Invocation.Status status = functions.accept(function, event);
        UUID id = invocations.add(function, event, status);
        return new Answer(202, id.toString(), FakeJson.accepted(id));
    }

    private Answer list(String project, Matcher urn, FakeQuery query) throws RefusedException {
        return Answer.ok(FakeJson.page(invocations.list(functions.find(project, urn), query)));
    }

    private Answer cancel(String project, Matcher urn, UUID id) throws RefusedException {
        return Answer.ok(FakeJson.canceled(id, invocations.cancel(functions.find(project, urn), id)));
    }

    private static void send(HttpExchange exchange, int status, String requestId, ObjectNode json) throws IOException {
        byte[] body = json.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("X-Request-Id", requestId);
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, isHead ? -1 : body.length);
        if (!isHead) {
            exchange.getResponseBody().write(body);
        }
    }
}
