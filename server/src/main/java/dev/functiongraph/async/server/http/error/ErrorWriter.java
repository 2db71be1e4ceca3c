package dev.functiongraph.async.server.http.error;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The writer of errors as the contract has them: always JSON, with a code that follows from the status. */
public final class ErrorWriter {
    private final ObjectMapper json;

    public ErrorWriter(ObjectMapper json) {
        this.json = json;
    }

    /** Writes it as Jetty's answer. */
    public void write(Response response, Callback callback, RefusedException refusal) {
        byte[] body;
        try {
            body = json.writeValueAsBytes(refusal.body());
        } catch (JsonProcessingException e) {
            callback.failed(e);
            return;
        }
        response.setStatus(refusal.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, MimeTypes.Type.APPLICATION_JSON.asString());
        refusal.headers().forEach(response.getHeaders()::put);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    /** The same as an answer of Jersey. */
    static jakarta.ws.rs.core.Response answer(RefusedException refusal) {
        jakarta.ws.rs.core.Response.ResponseBuilder answer = jakarta.ws.rs.core.Response.status(refusal.status())
                .type(MimeTypes.Type.APPLICATION_JSON.asString())
                .entity(refusal.body());
        refusal.headers().forEach(answer::header);
        return answer.build();
    }
}
