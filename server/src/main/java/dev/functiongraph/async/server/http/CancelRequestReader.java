package dev.functiongraph.async.server.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.functiongraph.async.server.api.model.CancelRequest;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads the body of a cancellation, as strictly as the contract has it; what else it holds is passed over. */
final class CancelRequestReader implements MessageBodyReader<CancelRequest> {
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == CancelRequest.class;
    }

    @Override
    public CancelRequest readFrom(
            Class<CancelRequest> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream stream)
            throws IOException {
        JsonBodies.requireUtf8(mediaType);
        JsonNode body = tree(JsonBodies.decode(stream.readAllBytes()));
        JsonNode id = body.path("request_id");
        if (!id.isTextual() || !UUID_TEXT.matcher(id.textValue()).matches()) {
            throw new InvalidRequestException("request_id must be a UUID");
        }
        JsonNode kind = body.path("type");
        if (!kind.isMissingNode() && !kind.equals(JSON.getNodeFactory().textNode("force"))) {
            throw new InvalidRequestException("type must be \"force\", if it is there at all");
        }
        return new CancelRequest(UUID.fromString(id.textValue()));
    }

    private static JsonNode tree(String text) {
        try {
            JsonNode tree = JSON.readTree(text);
            if (!tree.isObject()) {
                throw new InvalidRequestException("the body must be one JSON object");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new InvalidRequestException("malformed JSON" + JsonBodies.place(e.getLocation()));
        }
    }
}
