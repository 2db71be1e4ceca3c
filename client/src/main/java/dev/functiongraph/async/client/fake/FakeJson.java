package dev.functiongraph.async.client.fake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.functiongraph.async.client.Invocation;
import dev.functiongraph.async.client.InvocationPage;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The contract's JSON: requests are read strictly. */
final class FakeJson {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNameLength(Integer.MAX_VALUE)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int LARGEST = 262_144;
    private static final int LONGEST_MESSAGE = 1024;

    private FakeJson() {}

    /** Returns the event of a body; no bytes, or the literal null, are the empty one. */
    static Map<String, String> event(byte[] body) throws RefusedException {
        Map<String, String> event = new LinkedHashMap<>();
        JsonNode value = body.length == 0 ? NullNode.getInstance() : value(body);
        for (var field : (value.isNull() ? MAPPER.createObjectNode() : object(value)).properties()) {
            if (!field.getValue().isTextual()) {
                throw new RefusedException(400, "the value of \"" + field.getKey() + "\" is not a string");
            }
            event.put(field.getKey(), field.getValue().textValue());
        }
        return event;
    }

    /** Returns the id in the body of a cancellation. */
    static UUID cancellation(byte[] body) throws RefusedException {
        JsonNode request = object(value(body));
        String id = request.path("request_id").asText("");
        boolean forced = !request.has("type") || request.path("type").asText("").equals("force");
        if (!forced || !id.matches("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw RefusedException.malformed("the cancellation");
        }
        return UUID.fromString(id);
    }

    static void checkSize(byte[] body) throws RefusedException {
        if (body.length > LARGEST) {
            throw new RefusedException(413, "the request body is larger than " + LARGEST + " bytes");
        }
    }

    private static JsonNode object(JsonNode value) throws RefusedException {
        if (!value.isObject()) {
            throw new RefusedException(400, "the body is not a JSON object");
        }
        return value;
    }

    private static JsonNode value(byte[] body) throws RefusedException {
        try {
            return MAPPER.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (JsonProcessingException | CharacterCodingException e) {
            throw RefusedException.malformed("the body");
        }
    }

    static ObjectNode accepted(UUID id) {
        return MAPPER.createObjectNode().put("request_id", id.toString());
    }

    static ObjectNode canceled(UUID id, Invocation.Status status) {
        return accepted(id).put("status", status.name());
    }

    static ObjectNode page(InvocationPage page) {
        ObjectNode json = MAPPER.createObjectNode();
        json.putArray("invocations")
                .addAll(page.invocations().stream().map(FakeJson::record).toList());
        return json.put("count", page.invocations().size())
                .put("next_marker", page.nextMarker().orElse(0));
    }

    private static ObjectNode record(Invocation invocation) {
        ObjectNode json = canceled(invocation.requestId(), invocation.status())
                .put("error_message", invocation.errorMessage())
                .put("error_code", invocation.errorCode());
        invocation.startTime().ifPresent(time -> json.put("start_time", time.toString()));
        invocation.endTime().ifPresent(time -> json.put("end_time", time.toString()));
        return json;
    }

    static ObjectNode error(RefusedException refusal) {
        String message = String.valueOf(refusal.getMessage());
        return MAPPER.createObjectNode()
                .put("error_code", "FSS.0" + refusal.status)
                .put("error_msg", message.substring(0, Math.min(LONGEST_MESSAGE, message.length())));
    }
}
