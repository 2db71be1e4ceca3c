package dev.functiongraph.async.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what Jetty itself refuses, before or after Jersey, with an error of the contract. */
final class JsonErrorHandler extends ErrorHandler {
    private static final Logger log = LoggerFactory.getLogger(JsonErrorHandler.class);

    private final ObjectMapper json;
    private final Supplier<UUID> ids;

    JsonErrorHandler(ObjectMapper json, Supplier<UUID> ids) {
        this.json = json;
        this.ids = ids;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        int status = contractStatus(response.getStatus());
        String id = ids.get().toString();
        if (status == ApiError.INTERNAL) {
            log.error("{} internal error", id, (Throwable) request.getAttribute(ERROR_EXCEPTION));
        }
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, MimeTypes.Type.APPLICATION_JSON.asString());
        response.getHeaders().put(AnswerFilter.REQUEST_ID, id);
        if (status == ApiError.UNAVAILABLE) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, ApiError.RETRY_AFTER_SECONDS);
        }
        if (!request.getConnectionMetaData().isPersistent() || request.getAttribute(ERROR_EXCEPTION) != null) {
            // Of what it cannot read Jetty thinks that it came in HTTP/1.0, where this need not be said; and behind
            // every
            // exception that reaches it, it closes the connection.
            response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        }
        response.write(true, ByteBuffer.wrap(body(status)), callback);
        return true;
    }

    /** Never 408: at that the official Java client sends the request again in silence. */
    private static int contractStatus(int status) {
        return status == 408 ? ApiError.BAD_REQUEST : Math.max(status, ApiError.BAD_REQUEST);
    }

    private byte[] body(int status) throws JsonProcessingException {
        return json.writeValueAsBytes(ApiError.body(status, ApiError.message(status)));
    }
}
