package dev.functiongraph.async.contract.zoo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.functiongraph.async.contract.spec.Headers;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** An answer of a server of the zoo, before it is written. Immutable. */
record Reply(int status, Headers headers, byte[] body) {
    static final ObjectMapper JSON = new ObjectMapper();

    static Reply json(int status, String requestId, ObjectNode body) {
        return new Reply(
                status, Headers.of("X-Request-Id", requestId, "Content-Type", "application/json"), bytes(body));
    }

    static Reply error(int status, String message) {
        return error(status, "FSS.0" + status, message);
    }

    static Reply error(int status, String code, String message) {
        ObjectNode body = JSON.createObjectNode().put("error_code", code).put("error_msg", message);
        return json(status, UUID.randomUUID().toString(), body);
    }

    private static byte[] bytes(ObjectNode body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    Reply withStatus(int other) {
        return new Reply(other, headers, body);
    }

    Reply withBody(String text) {
        return new Reply(status, headers, text.getBytes(StandardCharsets.UTF_8));
    }

    Reply with(String name, String value) {
        return new Reply(status, headers.and(name, value), body);
    }

    Reply without(String name) {
        List<Headers.Field> fewer = new ArrayList<>(headers.fields());
        fewer.removeIf(field -> field.name().equalsIgnoreCase(name));
        return new Reply(status, new Headers(fewer), body);
    }

    Reply replacing(String name, String value) {
        return without(name).with(name, value);
    }
}
