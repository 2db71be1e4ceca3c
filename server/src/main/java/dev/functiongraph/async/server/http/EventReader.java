package dev.functiongraph.async.server.http;

import dev.functiongraph.async.server.invocation.Event;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Reads the event of a request whose body is within its limit; an absent body is the empty event. */
final class EventReader implements MessageBodyReader<Event> {

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == Event.class;
    }

    @Override
    public Event readFrom(
            Class<Event> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream stream)
            throws IOException {
        JsonBodies.requireUtf8(mediaType);
        byte[] body = stream.readAllBytes();
        return body.length == 0 ? Event.EMPTY : EventParser.parse(body);
    }
}
