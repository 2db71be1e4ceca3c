package dev.functiongraph.async.contract.wire;

import dev.functiongraph.async.contract.spec.Headers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * The content coding of an answer. The kit asks for none; it undoes the usual ones all the same, so that one fault does
 * not hide everything else that an answer says.
 */
final class ContentCoding {
    private ContentCoding() {}

    /** The body without its coding; as it is where that is unknown, wrong, or makes it too large. */
    static byte[] undone(Headers headers, byte[] body) {
        List<String> codings = headers.values("Content-Encoding");
        if (codings.size() != 1) {
            return body;
        }
        try (InputStream in = input(codings.get(0), body)) {
            byte[] undone = in.readNBytes(MessageInput.MAX_MESSAGE + 1);
            return undone.length > MessageInput.MAX_MESSAGE ? body : undone;
        } catch (IOException e) {
            return body;
        }
    }

    private static InputStream input(String coding, byte[] body) throws IOException {
        InputStream in = new ByteArrayInputStream(body);
        return switch (coding.toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> new GZIPInputStream(in);
            case "deflate" -> new InflaterInputStream(in);
            default -> in;
        };
    }
}
