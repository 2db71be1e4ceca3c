package dev.functiongraph.async.contract.wire;

import dev.functiongraph.async.contract.spec.Answer;
import dev.functiongraph.async.contract.spec.Headers;
import java.io.ByteArrayOutputStream;
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
    private static final int CONTINUE = 100;
    private static final int MAX_HEAD = 256 * 1024;
    private static final int MAX_INTERIM = 100;
    private static final int MAX_NOTES = 20;

    private final AnswerInput in;
    private final List<Integer> interim = new ArrayList<>();
    private final List<String> framing = new ArrayList<>();

    AnswerReader(InputStream in) {
        this.in = new AnswerInput(in);
    }

    Received read(String method) throws IOException {
        Head head = head();
        while (head.status < 200) {
            head = next(head);
        }
        return received(head, method);
    }

    /** Like {@link #read}, but 100 (Continue) is an answer, too. */
    Received readFirst(String method) throws IOException {
        Head head = head();
        while (head.status < 200 && head.status != CONTINUE) {
            head = next(head);
        }
        return received(head, method);
    }

    /** Like {@link #read}, but nothing may come after the answer. What has not come yet is not waited for. */
    Received readOnly(String method) throws IOException {
        Received received = read(method);
        byte[] more = in.more();
        return more.length == 0
                ? received
                : received.withProblem("at least " + more.length + " bytes follow the end of the answer: "
                        + new String(more, StandardCharsets.ISO_8859_1) + "… (as far as it was read)");
    }

    /** What has come so far, or its beginning, also where no answer came of it. */
    byte[] came() {
        return in.beginning();
    }

    private record Head(String line, int status, Headers headers) {}

    private Head head() throws IOException {
        String line = line(true);
        return new Head(line, status(line), headers());
    }

    private Head next(Head before) throws IOException {
        interim.add(before.status);
        if (interim.size() > MAX_INTERIM) {
            throw new UnreadableException("there are more than " + MAX_INTERIM + " interim answers (1xx)");
        }
        return head();
    }

    private Received received(Head head, String method) throws IOException {
        byte[] bytes = in.taken();
        boolean hasBody = head.status >= 200 && head.status != 204 && head.status != 304 && !method.equals("HEAD");
        byte[] body = hasBody ? body(head.headers) : new byte[0];
        Answer answer = new Answer(head.status, head.headers, body);
        byte[] coded = in.taken();
        // Where no coding stands between them, both are the same: a run keeps many answers.
        byte[] payload = coded.length == body.length ? body : coded;
        return new Received(head.line, answer, interim, framing, bytes, payload);
    }

    private int status(String line) throws IOException {
        Matcher matcher = STATUS_LINE.matcher(line);
        if (matcher.matches()) {
            return Integer.parseInt(matcher.group(1));
        }
        note("the status line is malformed: " + line);
        Matcher number = Pattern.compile("HTTP/\\S+ +([1-5][0-9]{2})\\b.*").matcher(line);
        if (!number.matches()) {
            throw new UnreadableException("what came is no HTTP answer: " + line);
        }
        return Integer.parseInt(number.group(1));
    }

    private Headers headers() throws IOException {
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

    private byte[] body(Headers headers) throws IOException {
        List<String> lengths = headers.values("Content-Length");
        List<String> codings = headers.values("Transfer-Encoding");
        if (!codings.isEmpty()) {
            if (!lengths.isEmpty()) {
                note("there are both Transfer-Encoding and Content-Length");
            }
            if (codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
                note("Transfer-Encoding is " + codings + ", which the request did not ask for");
            }
            return chunks();
        }
        if (lengths.isEmpty()) {
            return in.rest();
        }
        if (lengths.stream().distinct().count() > 1 || !lengths.get(0).matches("[0-9]{1,9}")) {
            note("Content-Length is " + lengths);
            return in.rest();
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
        Matcher matcher = Pattern.compile("0*([0-9A-Fa-f]{1,7})([ \\t]*;.*)?").matcher(line);
        if (!matcher.matches()) {
            throw new UnreadableException("no chunk size: " + line);
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

    private void note(String problem) {
        if (framing.size() < MAX_NOTES) {
            framing.add(problem);
        }
    }
}
