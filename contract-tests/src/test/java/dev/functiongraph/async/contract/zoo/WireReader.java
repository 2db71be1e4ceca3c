package dev.functiongraph.async.contract.zoo;

import dev.functiongraph.async.contract.spec.Headers;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A reader of requests by RFC 9112. Faulty servers override what they do wrong. */
class WireReader {
    static final int MAX_HEAD = 64 * 1024;
    private static final String HOST = "(\\[[0-9A-Fa-f:.]+]|([A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)(:[0-9]*)?";

    static final int MAX_BODY = 262_144;

    /**
     * @param in can be marked
     * @return null if the connection ended before another request began
     */
    final Incoming read(InputStream in, OutputStream out) throws IOException, MalformedException {
        in.mark(1);
        if (in.read() < 0) {
            return null;
        }
        in.reset();
        String[] parts = line(in, 414).split(" ", -1);
        if (parts.length != 3 || !parts[2].matches("HTTP/1\\.[01]")) {
            throw new MalformedException(400, "no request line");
        }
        Headers headers = headers(in);
        checkHost(parts[2], headers);
        if (headers.first("Expect").filter("100-continue"::equalsIgnoreCase).isPresent()
                && length(headers) <= maxBody()) {
            continueWith(out);
        }
        Body body = readsBody(parts[0]) ? body(in, headers) : new Body(new byte[0], false);
        return new Incoming(parts[0], target(parts[1]), version(parts[2]), headers, body.bytes(), body.tooLarge());
    }

    /** Whether the body of a request with this method is read. */
    boolean readsBody(String method) {
        return true;
    }

    /** Whether it does what comes behind the last answer of a connection, without answering. */
    boolean goesOn() {
        return false;
    }

    /** By which the connection is kept or closed. */
    String version(String sent) {
        return sent;
    }

    /** @param tooLarge there would be more */
    record Body(byte[] bytes, boolean tooLarge) {}

    void continueWith(OutputStream out) throws IOException {
        out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    String target(String sent) {
        return sent.replaceFirst("^(?i)https?://[^/]*", "");
    }

    void checkHost(String version, Headers headers) throws MalformedException {
        if (version.equals("HTTP/1.1") && headers.values("Host").size() != 1) {
            throw new MalformedException(400, "there must be one Host");
        }
        if (!headers.first("Host").orElse("").matches(HOST)) {
            throw new MalformedException(400, "the Host is malformed");
        }
    }

    final Headers headers(InputStream in) throws IOException, MalformedException {
        List<Headers.Field> fields = new ArrayList<>();
        int size = 0;
        for (String line = line(in, 431); !line.isEmpty(); line = line(in, 431)) {
            size += line.length();
            if (size > MAX_HEAD) {
                throw new MalformedException(431, "the header section is too large");
            }
            fields.add(field(line));
        }
        return new Headers(fields);
    }

    Headers.Field field(String line) throws MalformedException {
        int colon = line.indexOf(':');
        if (colon < 1 || !line.substring(0, colon).matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
            throw new MalformedException(400, "a header line is malformed");
        }
        return new Headers.Field(
                line.substring(0, colon), line.substring(colon + 1).strip());
    }

    /** By whatever means its length is told. */
    Body body(InputStream in, Headers headers) throws IOException, MalformedException {
        if (headers.first("Transfer-Encoding").isPresent()) {
            if (headers.first("Content-Length").isPresent()) {
                throw new MalformedException(400, "there are both Content-Length and Transfer-Encoding");
            }
            if (!headers.first("Transfer-Encoding").get().equalsIgnoreCase("chunked")) {
                throw new MalformedException(400, "the transfer coding is unknown");
            }
            return chunks(in);
        }
        long length = length(headers);
        if (length > maxBody()) {
            return new Body(new byte[0], true);
        }
        return new Body(exactly(in, (int) length), false);
    }

    int maxBody() {
        return MAX_BODY;
    }

    long length(Headers headers) throws MalformedException {
        List<String> lengths = headers.values("Content-Length");
        if (lengths.stream().distinct().count() > 1) {
            throw new MalformedException(400, "there are two lengths");
        }
        String length = lengths.isEmpty() ? "0" : lengths.get(0);
        if (!length.matches("[0-9]{1,18}")) {
            throw new MalformedException(400, "the length is no number");
        }
        return Long.parseLong(length);
    }

    Body chunks(InputStream in) throws IOException, MalformedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String line = line(in, 400).replaceFirst("[ \\t]*;.*", "");
            if (!line.matches("[0-9A-Fa-f]{1,7}")) {
                throw new MalformedException(400, "the size of a chunk is malformed");
            }
            int size = Integer.parseInt(line, 16);
            if (size == 0) {
                headers(in);
                return new Body(body.toByteArray(), false);
            }
            body.write(exactly(in, size));
            if (!line(in, 400).isEmpty()) {
                throw new MalformedException(400, "a chunk does not end where its size says");
            }
            if (body.size() > maxChunked()) {
                return new Body(new byte[0], true);
            }
        }
    }

    int maxChunked() {
        return MAX_BODY;
    }

    byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the body ended early");
        }
        return bytes;
    }

    final String line(InputStream in, int tooLong) throws IOException, MalformedException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("a line ended early");
            }
            if (line.size() > MAX_HEAD) {
                throw new MalformedException(tooLong, "a line is too long");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).replaceFirst("\r$", "");
    }
}
