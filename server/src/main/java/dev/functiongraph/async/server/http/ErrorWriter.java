package dev.functiongraph.async.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Errors of the contract that are written outside Jersey. */
final class ErrorWriter {
    private final ObjectMapper json;
    private final Supplier<UUID> ids;

    ErrorWriter(ObjectMapper json, Supplier<UUID> ids) {
        this.json = json;
        this.ids = ids;
    }

    void write(Response response, Callback callback, int status, String message) {
        write(response, callback, status, message, ids.get());
    }

    void write(Response response, Callback callback, int status, String message, UUID requestId) {
        byte[] body;
        try {
            body = json.writeValueAsBytes(ApiError.body(status, message));
        } catch (JsonProcessingException e) {
            callback.failed(e);
            return;
        }
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, MimeTypes.Type.APPLICATION_JSON.asString());
        response.getHeaders().put(AnswerFilter.REQUEST_ID, requestId.toString());
        if (status == ApiError.UNAVAILABLE) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, ApiError.RETRY_AFTER_SECONDS);
        }
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
