package dev.functiongraph.async.server.http;

import com.fasterxml.jackson.core.JsonLocation;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** JSON bodies as text, and places in it. */
final class JsonText {
    private JsonText() {}

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
