package dev.functiongraph.async.contract.wire;

import dev.functiongraph.async.contract.spec.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The reader of what requests and answers have in common, by RFC 9112. It notes every deviation instead of forgiving
 * it.
 */
abstract class MessageReader {
    private static final Pattern FIELD =
            Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*([\\t\\x20-\\x7e\\x80-\\xff]*?)[ \\t]*");
    private static final Pattern CHUNK_SIZE = Pattern.compile("0*([0-9A-Fa-f]{1,7})([ \\t]*;.*)?");
    private static final int MAX_HEAD = 256 * 1024;
    private static final int MAX_NOTES = 20;

    final MessageInput in;
    private final List<String> problems = new ArrayList<>();

    MessageReader(InputStream in) {
        this.in = new MessageInput(in);
    }

    /**
     * Called where the header fields do not say in a valid way where the body ends.
     *
     * @throws IOException if the rest of the message cannot be read then
     */
    abstract void unclearEnd(String problem) throws IOException;

    /** The body of a message whose header fields do not say where it ends. */
    abstract byte[] bodyWithoutLength() throws IOException;

    final void note(String problem) {
        if (problems.size() < MAX_NOTES) {
            problems.add(problem);
        }
    }

    /** The deviations that were noted, one sentence each. */
    final List<String> problems() {
        return problems;
    }

    final String startLine() throws IOException {
        return line(true);
    }

    final Headers headers() throws IOException {
        List<Headers.Field> fields = new ArrayList<>();
        int size = 0;
        for (String line = line(false); !line.isEmpty(); line = line(false)) {
            size += line.length();
            if (size > MAX_HEAD) {
                throw new UnreadableException("a header section has more than " + MAX_HEAD + " bytes");
            }
            Matcher matcher = FIELD.matcher(line);
            if (matcher.matches()) {
                fields.add(new Headers.Field(matcher.group(1), matcher.group(2)));
            } else {
                note("a header line is malformed: " + line);
            }
        }
        return new Headers(fields);
    }

    final byte[] body(Headers headers) throws IOException {
        List<String> lengths = headers.values("Content-Length");
        List<String> codings = headers.values("Transfer-Encoding");
        if (!codings.isEmpty()) {
            if (!lengths.isEmpty()) {
                note("there are both Transfer-Encoding and Content-Length");
            }
            if (codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
                unclearEnd("Transfer-Encoding is " + codings + ", which cannot be read here");
            }
            return chunks();
        }
        if (lengths.isEmpty()) {
            return bodyWithoutLength();
        }
        if (lengths.stream().distinct().count() > 1 || !lengths.get(0).matches("[0-9]{1,9}")) {
            unclearEnd("Content-Length is " + lengths);
            return bodyWithoutLength();
        }
        return in.exactly(Integer.parseInt(lengths.get(0)));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.write(in.exactly(size));
            if (!line(false).isEmpty()) {
                throw new UnreadableException("a chunk is longer than its size says");
            }
        }
        headers();
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        String line = line(false);
        Matcher matcher = CHUNK_SIZE.matcher(line);
        if (!matcher.matches()) {
            throw new UnreadableException("invalid chunk size: " + line);
        }
        return Integer.parseInt(matcher.group(1), 16);
    }

    private String line(boolean beginsMessage) throws IOException {
        String line = in.line(beginsMessage);
        if (!line.endsWith("\r")) {
            note("a line ends without a carriage return: " + line);
            return line;
        }
        return line.substring(0, line.length() - 1);
    }
}
