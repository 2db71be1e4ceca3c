package dev.functiongraph.async.server.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/**
 * The writer of the contract's models. Every answer is small and known as a whole, so it goes out with its length and
 * in one piece, where Jersey's own provider would send it chunked.
 */
final class JsonWriter implements MessageBodyWriter<Object> {
    private final ObjectMapper json;

    JsonWriter(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return mediaType.isCompatible(MediaType.APPLICATION_JSON_TYPE);
    }

    @Override
    public void writeTo(
            Object entity,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream stream)
            throws IOException {
        byte[] body = json.writeValueAsBytes(entity);
        headers.putSingle(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length));
        stream.write(body);
    }
}
