package dev.functiongraph.async.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.functiongraph.async.contract.spec.Answer;
import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.spec.Operation;
import dev.functiongraph.async.contract.spec.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that answers every request with one example of the contract, and keeps the requests. */
final class ExampleServer implements AutoCloseable {
    static {
        // Otherwise the JDK's server waits 40 ms with each body.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer http;
    private final Answer answer;
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /** @param status one that the contract documents for {@link Spec#INVOKE} */
    ExampleServer(int status) throws IOException {
        this(Spec.INVOKE, status);
    }

    /** @param status one that the contract documents for the operation */
    ExampleServer(Operation operation, int status) throws IOException {
        answer = Spec.conforming(operation, documented(operation, status));
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::handle);
        http.start();
    }

    private static Answer documented(Operation operation, int status) {
        JsonNode body = operation.examples(status).values().iterator().next();
        Headers headers = new Headers(operation.responseHeaders(status).entrySet().stream()
                .map(header -> new Headers.Field(
                        header.getKey(), header.getValue().at("example").text()))
                .toList());
        return new Answer(
                status,
                headers.and("Content-Type", "application/json"),
                body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.add(request(exchange));
        answer.headers().fields().forEach(field -> exchange.getResponseHeaders().add(field.name(), field.value()));
        exchange.sendResponseHeaders(answer.status(), answer.body().length);
        exchange.getResponseBody().write(answer.body());
        exchange.close();
    }

    private static Request request(HttpExchange exchange) throws IOException {
        List<Headers.Field> fields = exchange.getRequestHeaders().entrySet().stream()
                .flatMap(header -> header.getValue().stream().map(value -> new Headers.Field(header.getKey(), value)))
                .toList();
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                new Headers(fields),
                exchange.getRequestBody().readAllBytes());
    }

    /** What it gives to every request. */
    Answer answer() {
        return answer;
    }

    List<Request> requests() {
        return requests;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
