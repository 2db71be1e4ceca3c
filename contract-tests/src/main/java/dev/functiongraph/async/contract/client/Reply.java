package dev.functiongraph.async.contract.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.functiongraph.async.contract.spec.Answer;
import dev.functiongraph.async.contract.spec.AnswerChecker;
import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.spec.Json;
import dev.functiongraph.async.contract.spec.Operation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The reference server's reaction to one request. Immutable.
 *
 * @param answer means nothing where the delivery brings none
 * @param documented whether it is to be exactly what the contract documents
 */
public record Reply(Answer answer, boolean documented, Delivery delivery) {
    private static final String EXAMPLE_ID = "e834cb5b-1b2b-4c6b-b41c-8bd10fd41826";

    /** The contract's own example of an answer, with another id. */
    static Reply example(Operation operation, int status, String id) {
        JsonNode body = operation.examples(status).values().iterator().next();
        Headers headers = new Headers(operation.responseHeaders(status).entrySet().stream()
                .map(header -> new Headers.Field(
                        header.getKey(), header.getValue().at("example").text().replace(EXAMPLE_ID, id)))
                .collect(Collectors.toList()));
        return new Reply(
                new Answer(
                        status,
                        headers.and("Content-Type", Json.MEDIA_TYPE),
                        bytes(body.toString().replace(EXAMPLE_ID, id))),
                true,
                Delivery.WHOLE);
    }

    /** An answer that the contract does not have. */
    public static Reply undocumented(int status, String type, String body) {
        Headers headers = type.isEmpty() ? Headers.of() : Headers.of("Content-Type", type);
        return new Reply(new Answer(status, headers, bytes(body)), false, Delivery.WHOLE);
    }

    /** No answer. */
    public static Reply none(Delivery delivery) {
        return new Reply(new Answer(0, Headers.of(), new byte[0]), false, delivery);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public Reply by(Delivery other) {
        return new Reply(answer, documented, other);
    }

    public Reply withBody(String text) {
        return new Reply(new Answer(answer.status(), answer.headers(), bytes(text)), documented, delivery);
    }

    /** With one more header field, which the contract may not have. */
    public Reply with(String name, String value) {
        Headers headers = answer.headers().and(name, value);
        return new Reply(new Answer(answer.status(), headers, answer.body()), false, delivery);
    }

    /** With these header fields only, which the contract must have. */
    public Reply withHeaders(Headers headers) {
        return new Reply(new Answer(answer.status(), headers, answer.body()), documented, delivery);
    }

    /** The body; missing if it is not JSON. */
    public JsonNode json() {
        return Json.read(answer.body(), ignored -> {}).orElseThrow();
    }

    /** @throws IllegalStateException if it claims to be documented, and is not: a fault of this kit */
    void check(Operation operation) {
        List<String> problems = documented ? AnswerChecker.mismatches(operation, answer) : List.of();
        if (!problems.isEmpty()) {
            throw new IllegalStateException("the reference server would answer " + operation
                    + " in another way than the contract documents: " + String.join("; ", problems));
        }
    }
}
