package dev.functiongraph.async.contract.zoo;

import dev.functiongraph.async.contract.client.ClientCase;
import dev.functiongraph.async.contract.client.ClientReport;
import dev.functiongraph.async.contract.client.ClientUnderTest;
import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.spec.OperationId;
import dev.functiongraph.async.contract.wire.Message;
import dev.functiongraph.async.contract.wire.Received;
import dev.functiongraph.async.contract.wire.Target;
import dev.functiongraph.async.contract.wire.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** A correct client. Faulty clients override what they do wrong. */
class ZooClient implements ClientUnderTest {
    private final AnswerInterpreter interpreter;

    ZooClient() {
        this(new AnswerInterpreter());
    }

    ZooClient(AnswerInterpreter interpreter) {
        this.interpreter = interpreter;
    }

    @Override
    public final ClientReport perform(URI base, ClientCase call, Duration limit) throws InterruptedException {
        FutureTask<ClientReport> task = new FutureTask<>(() -> perform(base, call));
        Thread thread = new Thread(task, "zoo-client");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return ClientReport.HUNG;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    ClientReport perform(URI base, ClientCase call) throws Exception {
        Received received;
        try {
            received = exchange(base, call, message(base, call));
        } catch (IOException e) {
            return lost(base, call);
        }
        return received.status() == 503 ? unavailable(base, call, received) : answered(base, call, received);
    }

    /** The exchange came to no end. */
    ClientReport lost(URI base, ClientCase call) throws Exception {
        return AnswerInterpreter.report("{'outcome':'failed'}");
    }

    ClientReport unavailable(URI base, ClientCase call, Received received) throws Exception {
        return understand(call, received);
    }

    ClientReport answered(URI base, ClientCase call, Received received) throws Exception {
        return understand(call, received);
    }

    final ClientReport understand(ClientCase call, Received received) {
        return interpreter.of(call, received);
    }

    Received exchange(URI base, ClientCase call, Message message) throws IOException {
        try (Wire wire = new Target(base, timeout(call)).connect()) {
            return received(wire.exchange(message.bytes(), message.method()));
        }
    }

    Received received(Received received) {
        return received;
    }

    Duration timeout(ClientCase call) {
        return call.timeout();
    }

    Message message(URI base, ClientCase call) {
        Message message = Message.of(call.operation() == OperationId.LIST ? "GET" : "POST", target(base, call))
                .with("Host", base.getAuthority())
                .with("Accept", "application/json");
        message = credentials(message, call);
        if (call.operation() == OperationId.LIST) {
            return message;
        }
        Optional<String> body = body(call);
        return body.isPresent() ? declared(message).withBody(encoded(body.get())) : message.with("Content-Length", "0");
    }

    String target(URI base, ClientCase call) {
        String last = Map.of(
                        OperationId.INVOKE,
                        "invocations-async",
                        OperationId.LIST,
                        "async-invocations",
                        OperationId.CANCEL,
                        "cancel")
                .get(call.operation());
        String query = query(call);
        return base.getRawPath() + "/v2/" + call.projectId() + "/fgs/functions/" + segment(call.functionUrn()) + "/"
                + last + (query.isEmpty() ? "" : "?" + query);
    }

    String segment(String urn) {
        return urn;
    }

    String query(ClientCase call) {
        return new TreeMap<>(call.query())
                .entrySet().stream()
                        .map(each -> each.getKey() + "=" + value(each.getKey(), each.getValue()))
                        .collect(Collectors.joining("&"));
    }

    String value(String name, String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    Message credentials(Message message, ClientCase call) {
        return call.token().isPresent()
                ? message.with("X-Auth-Token", call.token().get())
                : message;
    }

    Message declared(Message message) {
        return message.with("Content-Type", "application/json");
    }

    Optional<String> body(ClientCase call) {
        return call.operation() == OperationId.CANCEL
                ? Optional.of("{\"request_id\":\"" + call.requestId().orElseThrow() + "\"}")
                : call.event().map(Object::toString);
    }

    byte[] encoded(String body) {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    /** The same request once more. */
    final ClientReport again(URI base, ClientCase call) {
        try {
            return understand(call, exchange(base, call, message(base, call)));
        } catch (IOException e) {
            return AnswerInterpreter.report("{'outcome':'failed'}");
        }
    }

    static Optional<String> header(Received received, String name) {
        Headers headers = received.answer().headers();
        return headers.first(name);
    }
}
