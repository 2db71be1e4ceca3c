package dev.functiongraph.async.server.http.request;

import dev.functiongraph.async.server.http.error.RefusedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** A reader of bodies of one kind, whose media type and size have been checked before. */
abstract class JsonBodyReader<T> implements MessageBodyReader<T> {
    private final Class<T> kind;

    JsonBodyReader(Class<T> kind) {
        this.kind = kind;
    }

    /**
     * @param body empty where the request has none
     * @throws RefusedException with the place, if it is malformed
     */
    abstract T read(byte[] body);

    @Override
    public final boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == kind;
    }

    @Override
    public final T readFrom(
            Class<T> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream stream)
            throws IOException {
        String length = headers.getFirst(HttpHeaders.CONTENT_LENGTH);
        return read(length == null ? stream.readAllBytes() : stream.readNBytes(Integer.parseInt(length)));
    }
}
