package dev.functiongraph.async.server.http.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.functiongraph.async.server.http.error.RefusedException;
import dev.functiongraph.async.server.invocation.Event;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** JSON bodies as text, what reads it, and places in it. */
final class JsonText {
    /** Names would be remembered for the process's life, and every caller sends others. */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNameLength(Event.MAX_BYTES)
                    .maxNumberLength(Event.MAX_BYTES)
                    .build())
            .build();

    private JsonText() {}

    /** @throws RefusedException with the place of the first byte that is not UTF-8 */
    static String decode(byte[] body) {
        ByteBuffer bytes = ByteBuffer.wrap(body);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw RefusedException.malformed("the body is not UTF-8 (byte " + (bytes.position() + 1) + ")");
        }
    }

    /** @param location null where the parser does not say: at a limit of its own */
    static String place(JsonLocation location) {
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
