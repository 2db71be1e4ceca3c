package dev.functiongraph.async.server.http.request;

import com.fasterxml.jackson.core.JsonLocation;
import dev.functiongraph.async.server.http.error.RefusedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** JSON bodies as text, and places in it. */
final class JsonText {
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
