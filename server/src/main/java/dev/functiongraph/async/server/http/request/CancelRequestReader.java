package dev.functiongraph.async.server.http.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.functiongraph.async.server.api.model.CancelRequest;
import dev.functiongraph.async.server.http.error.RefusedException;
import java.util.UUID;

/** The reader of a cancellation's body, as strict as the contract; unknown keys are ignored. */
final class CancelRequestReader extends JsonBodyReader<CancelRequest> {
    private static final JsonMapper JSON = JsonMapper.builder(JsonText.FACTORY.copy())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    CancelRequestReader() {
        super(CancelRequest.class);
    }

    @Override
    CancelRequest read(byte[] bytes) {
        JsonNode body = tree(JsonText.decode(bytes));
        OnDemand.SCHEMA.require("the body", body);
        return new CancelRequest(UUID.fromString(body.get("request_id").textValue()));
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw RefusedException.malformed("malformed JSON" + JsonText.place(e.getLocation()));
        }
    }

    /** Read with the first body, not while the server starts. */
    private static final class OnDemand {
        static final ContractSchema SCHEMA = Contract.fromClassPath().schema("CancelRequest");
    }
}
