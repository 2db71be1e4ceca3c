package dev.functiongraph.async.server.http;

import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Reads a body of one kind, which is within its limit by now. */
abstract class JsonBodyReader<T> implements MessageBodyReader<T> {
    private final Class<T> kind;

    JsonBodyReader(Class<T> kind) {
        this.kind = kind;
    }

    /**
     * @param body empty where the request has none
     * @throws InvalidRequestException if it is no such body, with the place
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
        // Jersey has seen that the media type is JSON, or absent; not which charset it names.
        String charset = mediaType.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, "utf-8");
        if (!charset.equalsIgnoreCase("utf-8") || mediaType.isWildcardSubtype()) {
            throw new NotSupportedException();
        }
        return read(stream.readAllBytes());
    }
}
