package dev.functiongraph.async.contract.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.functiongraph.async.contract.spec.OperationId;
import dev.functiongraph.async.contract.wire.AccessKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A call that the client is told to make. Immutable.
 *
 * @param id names the case, for people
 * @param event of an invocation; empty means that no body is sent
 * @param token empty means that no token is sent
 * @param key signs the request, if the client can do that; empty means that it is not signed
 * @param requestId of a cancellation
 * @param query of a listing, by the contract's names of the parameters, all values as text
 * @param timeout how long the call may take in all
 */
public record ClientCase(
        String id,
        OperationId operation,
        String projectId,
        String functionUrn,
        Optional<JsonNode> event,
        Optional<String> token,
        Optional<AccessKey> key,
        Optional<String> requestId,
        Map<String, String> query,
        Duration timeout) {
    private static final String PROJECT = "7aad83af3e8d42e99ac194e8419e2c9b";
    private static final String URN = "urn:fss:xxxxxxxxxxx:" + PROJECT + ":function:default:test:latest";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    // ASCII, because the encoding of environment variables depends on the platform.
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    public ClientCase {
        query = Map.copyOf(query);
    }

    /** With an event, unless something else is said. */
    public static ClientCase invoke(String id) {
        ObjectNode event = JsonNodeFactory.instance.objectNode().put("key", "value");
        return of(id, OperationId.INVOKE, Optional.of(event), Optional.empty());
    }

    public static ClientCase list(String id) {
        return of(id, OperationId.LIST, Optional.empty(), Optional.empty());
    }

    public static ClientCase cancel(String id, String requestId) {
        return of(id, OperationId.CANCEL, Optional.empty(), Optional.of(requestId));
    }

    private static ClientCase of(
            String id, OperationId operation, Optional<JsonNode> event, Optional<String> requestId) {
        return new ClientCase(
                id, operation, PROJECT, URN, event, Optional.empty(), Optional.empty(), requestId, Map.of(), TIMEOUT);
    }

    public ClientCase withUrn(String urn) {
        return new ClientCase(id, operation, projectId, urn, event, token, key, requestId, query, timeout);
    }

    public ClientCase withEvent(JsonNode other) {
        return new ClientCase(
                id, operation, projectId, functionUrn, Optional.of(other), token, key, requestId, query, timeout);
    }

    public ClientCase withoutEvent() {
        return new ClientCase(
                id, operation, projectId, functionUrn, Optional.empty(), token, key, requestId, query, timeout);
    }

    public ClientCase withToken(String other) {
        return new ClientCase(
                id, operation, projectId, functionUrn, event, Optional.of(other), key, requestId, query, timeout);
    }

    public ClientCase withKey(AccessKey other) {
        return new ClientCase(
                id, operation, projectId, functionUrn, event, token, Optional.of(other), requestId, query, timeout);
    }

    public ClientCase withQuery(Map<String, String> other) {
        return new ClientCase(id, operation, projectId, functionUrn, event, token, key, requestId, other, timeout);
    }

    ClientCase withTimeout(Duration other) {
        return new ClientCase(id, operation, projectId, functionUrn, event, token, key, requestId, query, other);
    }

    /** As the client gets it: one line of JSON in ASCII. */
    public String toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", id);
        json.put("operation", operation.word());
        json.put("project_id", projectId);
        json.put("function_urn", functionUrn);
        event.ifPresent(value -> json.set("event", value));
        token.ifPresent(value -> json.put("token", value));
        key.ifPresent(value -> json.put("access_key", value.id()).put("secret_key", value.secret()));
        requestId.ifPresent(value -> json.put("request_id", value));
        if (!query.isEmpty()) {
            ObjectNode parameters = json.putObject("query");
            new TreeMap<>(query).forEach(parameters::put);
        }
        json.put("timeout_ms", timeout.toMillis());
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
