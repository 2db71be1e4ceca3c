package dev.functiongraph.async.contract.wire;

import dev.functiongraph.async.contract.spec.Answer;
import dev.functiongraph.async.contract.spec.Headers;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one HTTP/1.1 answer, by RFC 9112, and notes every deviation instead of forgiving it. */
final class AnswerReader {
    private static final Pattern STATUS_LINE =
            Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2}) [\\t\\x20-\\x7e\\x80-\\xff]*");
    private static final Pattern FIELD =
            Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*([\\t\\x20-\\x7e\\x80-\\xff]*?)[ \\t]*");
    private static final int MAX_BODY = 16 * 1024 * 1024;
    private static final int MAX_LINE = 64 * 1024;

    private final InputStream in;
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private final List<String> framing = new ArrayList<>();

    AnswerReader(InputStream in) {
        this.in = in;
    }

    Received read(String method) throws IOException {
        List<Integer> interim = new ArrayList<>();
        String statusLine = line();
        int status = status(statusLine);
        Headers headers = headers();
        while (status < 200) {
            interim.add(status);
            statusLine = line();
            status = status(statusLine);
            headers = headers();
        }
        byte[] body = method.equals("HEAD") || status == 204 || status == 304 ? new byte[0] : body(headers);
        return new Received(statusLine, new Answer(status, headers, body), interim, framing, seen.toByteArray());
    }

    /** Like {@link #read}, but an interim answer (1xx) is one, too. */
    Received readFirst(String method) throws IOException {
        String statusLine = line();
        int status = status(statusLine);
        Headers headers = headers();
        byte[] body = status < 200 || method.equals("HEAD") || status == 204 ? new byte[0] : body(headers);
        return new Received(statusLine, new Answer(status, headers, body), List.of(), framing, seen.toByteArray());
    }

    private int status(String line) throws IOException {
        Matcher matcher = STATUS_LINE.matcher(line);
        if (matcher.matches()) {
            return Integer.parseInt(matcher.group(1));
        }
        framing.add("the status line is malformed: " + line);
        Matcher number = Pattern.compile("HTTP/\\S+ +([1-5][0-9]{2})\\b.*").matcher(line);
        if (!number.matches()) {
            throw new IOException("no HTTP answer: " + line);
        }
        return Integer.parseInt(number.group(1));
    }

    private Headers headers() throws IOException {
        List<Headers.Field> fields = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            Matcher matcher = FIELD.matcher(line);
            if (matcher.matches()) {
                fields.add(new Headers.Field(matcher.group(1), matcher.group(2)));
            } else {
                framing.add("a header line is malformed: " + line);
            }
        }
        return new Headers(fields);
    }

    private byte[] body(Headers headers) throws IOException {
        List<String> lengths = headers.values("Content-Length");
        List<String> codings = headers.values("Transfer-Encoding");
        if (!codings.isEmpty()) {
            if (!lengths.isEmpty()) {
                framing.add("there are both Transfer-Encoding and Content-Length");
            }
            if (!codings.equals(List.of("chunked"))) {
                framing.add("Transfer-Encoding is " + codings + ", which the request did not ask for");
            }
            return chunks();
        }
        if (lengths.isEmpty()) {
            return bytes(MAX_BODY, false);
        }
        if (lengths.stream().distinct().count() > 1 || !lengths.get(0).matches("[0-9]{1,9}")) {
            framing.add("Content-Length is " + lengths);
            return bytes(MAX_BODY, false);
        }
        return bytes(Integer.parseInt(lengths.get(0)), true);
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.write(bytes(size, true));
            if (!line().isEmpty()) {
                throw new IOException("a chunk is longer than its size says");
            }
        }
        headers();
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        String line = line();
        Matcher matcher = Pattern.compile("([0-9A-Fa-f]{1,7})([ \\t]*;.*)?").matcher(line);
        if (!matcher.matches()) {
            throw new IOException("no chunk size: " + line);
        }
        return Integer.parseInt(matcher.group(1), 16);
    }

    /** @param exactly so many bytes must come; otherwise up to the connection's end */
    private byte[] bytes(int count, boolean exactly) throws IOException {
        byte[] bytes = in.readNBytes(Math.min(count, MAX_BODY));
        seen.write(bytes);
        if (exactly && bytes.length < count) {
            throw new EOFException(
                    "the connection ended after " + bytes.length + " of " + count + " bytes of the body");
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException(
                        seen.size() + line.size() == 0
                                ? "the connection ended without an answer"
                                : "the connection ended in the middle of the answer");
            }
            if (line.size() == MAX_LINE) {
                throw new IOException("a line has more than " + MAX_LINE + " bytes");
            }
            line.write(next);
        }
        seen.write(line.toByteArray());
        seen.write('\n');
        String text = line.toString(StandardCharsets.ISO_8859_1);
        if (!text.endsWith("\r")) {
            framing.add("a line ends without a carriage return: " + text);
            return text;
        }
        return text.substring(0, text.length() - 1);
    }
}
