package dev.functiongraph.async.contract.generate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.functiongraph.async.contract.spec.Json;
import dev.functiongraph.async.contract.spec.Parameters;
import dev.functiongraph.async.contract.spec.SpecNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The proof, by the validator, that a generated input is valid or invalid as intended, before a server is held to it.
 * Each method throws IllegalStateException if it is not: that is a bug in this kit.
 */
final class InputProof {
    private InputProof() {}

    static byte[] valid(SpecNode schema, byte[] body) {
        List<String> problems = new ArrayList<>();
        Json.read(body, problems::add).ifPresent(value -> problems.addAll(schema.problems(value)));
        demand(problems.isEmpty(), "is refused: " + problems, body);
        return body;
    }

    /** It is JSON without duplicate keys, and the schema refuses it. */
    static RefusedBody refused(SpecNode schema, byte[] body) {
        List<String> problems = new ArrayList<>();
        Optional<JsonNode> value = Json.read(body, problems::add);
        demand(problems.isEmpty() && value.isPresent(), "is not JSON: " + problems, body);
        List<String> broken = schema.broken(value.orElseThrow());
        demand(!broken.isEmpty(), "is not refused", body);
        return new RefusedBody(body, broken.get(0));
    }

    /** It is UTF-8, but no JSON. */
    static RefusedBody malformed(String rule, byte[] body) {
        demand(isUtf8(body), "is not UTF-8", body);
        demand(Json.read(body, ignored -> {}).isEmpty(), "is JSON", body);
        return new RefusedBody(body, rule);
    }

    /** It is JSON except for a duplicate key. */
    static RefusedBody duplicate(String rule, byte[] body) {
        List<String> problems = new ArrayList<>();
        boolean read = Json.read(body, problems::add).isPresent();
        demand(read && !problems.isEmpty(), "has no duplicate key: " + problems, body);
        return new RefusedBody(body, rule);
    }

    static RefusedBody notUtf8(String rule, byte[] body) {
        demand(!isUtf8(body), "is UTF-8", body);
        return new RefusedBody(body, rule);
    }

    static String valid(SpecNode schema, String parameter) {
        List<String> problems = Parameters.problems(schema, parameter);
        demand(problems.isEmpty(), "is refused: " + problems, parameter.getBytes(StandardCharsets.UTF_8));
        return parameter;
    }

    static boolean isRefused(SpecNode schema, String parameter) {
        return !Parameters.problems(schema, parameter).isEmpty();
    }

    private static boolean isUtf8(byte[] body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static void demand(boolean holds, String otherwise, byte[] input) {
        if (!holds) {
            String text = new String(input, StandardCharsets.UTF_8);
            throw new IllegalStateException(
                    "what was generated " + otherwise + ": " + text.substring(0, Math.min(300, text.length())));
        }
    }
}
