package dev.functiongraph.async.server.http;

import com.fasterxml.jackson.core.JsonLocation;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.MediaType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** What all JSON bodies have in common. */
final class JsonBodies {
    private JsonBodies() {}

    /** Jersey has seen that the media type is JSON, or absent; not which charset it names. */
    static void requireUtf8(MediaType mediaType) {
        String charset = mediaType.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, "utf-8");
        if (!charset.equalsIgnoreCase("utf-8") || mediaType.isWildcardSubtype()) {
            throw new NotSupportedException();
        }
    }

    /** @throws InvalidRequestException with the place of the first byte that is no UTF-8 */
    static String decode(byte[] body) {
        ByteBuffer bytes = ByteBuffer.wrap(body);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new InvalidRequestException("the body is not UTF-8 (byte " + (bytes.position() + 1) + ")");
        }
    }

    static String place(JsonLocation location) {
        return " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
