package dev.functiongraph.async.contract.client;

import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.wire.Message;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one HTTP/1.1 request, by RFC 9112, and notes every deviation instead of forgiving it. */
final class RequestReader {
    private static final Pattern REQUEST_LINE = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+) (\\S+) (HTTP/1\\.[01])");
    private static final Pattern FIELD =
            Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*([\\t\\x20-\\x7e\\x80-\\xff]*?)[ \\t]*");
    private static final Pattern CHUNK_SIZE = Pattern.compile("0*([0-9A-Fa-f]{1,7})([ \\t]*;.*)?");
    private static final int MAX_LINE = 64 * 1024;
    /** No case asks for as much. */
    private static final int MAX_REQUEST = 16 * 1024 * 1024;

    private final InputStream in;
    private final OutputStream out;
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private final List<String> problems = new ArrayList<>();

    /** @param out where a client is told to go on that asks whether it may */
    RequestReader(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** Empty if the connection ends before a request begins. */
    Optional<IncomingRequest> read() {
        Message message = Message.of("", "");
        boolean complete = false;
        try {
            String first = line();
            Matcher start = REQUEST_LINE.matcher(first);
            if (start.matches()) {
                message = Message.of(start.group(1), start.group(2)).withVersion(start.group(3));
                message = withFields(message);
                message = withBody(message);
                complete = true;
            } else {
                problems.add("the request line is malformed: " + first);
            }
        } catch (IOException e) {
            if (seen.size() == 0) {
                return Optional.empty();
            }
            problems.add("the request does not come to its end: " + e.getMessage());
        }
        return Optional.of(new IncomingRequest(message, seen.toByteArray(), problems, complete));
    }

    private Message withFields(Message start) throws IOException {
        Message message = start;
        for (String line = line(); !line.isEmpty(); line = line()) {
            Matcher field = FIELD.matcher(line);
            if (field.matches()) {
                message = message.with(field.group(1), field.group(2));
            } else {
                problems.add("a header line is malformed: " + line);
            }
        }
        int hosts = message.request().headers().values("Host").size();
        if (hosts > 1 || hosts == 0 && message.version().equals("HTTP/1.1")) {
            problems.add("the header Host stands " + hosts + " times");
        }
        return message;
    }

    private Message withBody(Message message) throws IOException {
        Headers headers = message.request().headers();
        List<String> lengths = headers.values("Content-Length");
        List<String> codings = headers.values("Transfer-Encoding");
        if (headers.first("Expect").filter("100-continue"::equalsIgnoreCase).isPresent()) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
        if (!codings.isEmpty()) {
            if (!lengths.isEmpty()) {
                problems.add("there are both Transfer-Encoding and Content-Length");
            }
            if (codings.size() != 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
                throw new IOException("Transfer-Encoding is " + codings);
            }
            return with(message, chunks());
        }
        if (lengths.isEmpty()) {
            return message;
        }
        if (lengths.stream().distinct().count() > 1 || !lengths.get(0).matches("[0-9]{1,8}")) {
            throw new IOException("Content-Length is " + lengths);
        }
        return with(message, bytes(Integer.parseInt(lengths.get(0))));
    }

    private static Message with(Message message, byte[] body) {
        return new Message(message.method(), message.target(), message.version(), message.fields(), body, body);
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.write(bytes(size));
            if (!line().isEmpty()) {
                throw new IOException("a chunk is longer than its size says");
            }
        }
        while (!line().isEmpty()) {
            // a trailer field
        }
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        String line = line();
        Matcher matcher = CHUNK_SIZE.matcher(line);
        if (!matcher.matches()) {
            throw new IOException("no chunk size: " + line);
        }
        return Integer.parseInt(matcher.group(1), 16);
    }

    private byte[] bytes(int count) throws IOException {
        if (count > MAX_REQUEST - seen.size()) {
            throw tooLarge();
        }
        byte[] bytes = in.readNBytes(count);
        seen.write(bytes);
        if (bytes.length < count) {
            throw new EOFException("the connection ended after " + bytes.length + " of " + count + " bytes");
        }
        return bytes;
    }

    private static IOException tooLarge() {
        return new IOException("it has more than " + MAX_REQUEST + " bytes; this kit did not read it any further");
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended in the header section");
            }
            if (line.size() == MAX_LINE) {
                throw new IOException("a line has more than " + MAX_LINE + " bytes");
            }
            if (seen.size() >= MAX_REQUEST) {
                throw tooLarge();
            }
            seen.write(next);
            line.write(next);
        }
        seen.write('\n');
        String text = line.toString(StandardCharsets.ISO_8859_1);
        if (!text.endsWith("\r")) {
            problems.add("a line ends without a carriage return: " + text);
            return text;
        }
        return text.substring(0, text.length() - 1);
    }
}
