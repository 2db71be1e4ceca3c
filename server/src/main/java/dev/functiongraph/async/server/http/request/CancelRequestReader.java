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
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    CancelRequestReader() {
        super(CancelRequest.class);
    }

    @Override
    CancelRequest read(byte[] bytes) {
        JsonNode body = tree(JsonText.decode(bytes));
        JsonNode id = body.path("request_id");
        if (!id.isTextual() || !JsonText.UUID_TEXT.matcher(id.textValue()).matches()) {
            throw RefusedException.malformed("request_id must be a UUID");
        }
        JsonNode kind = body.path("type");
        if (!kind.isMissingNode() && !kind.equals(JSON.getNodeFactory().textNode("force"))) {
            throw RefusedException.malformed("type must be \"force\", if present");
        }
        return new CancelRequest(UUID.fromString(id.textValue()));
    }

    private static JsonNode tree(String text) {
        try {
            JsonNode tree = JSON.readTree(text);
            if (!tree.isObject()) {
                throw RefusedException.malformed("the body must be one JSON object");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw RefusedException.malformed("malformed JSON" + JsonText.place(e.getLocation()));
        }
    }
}
