package dev.functiongraph.async.contract.wire;

import dev.functiongraph.async.contract.spec.Answer;
import dev.functiongraph.async.contract.spec.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The reader of one HTTP/1.1 answer. */
final class AnswerReader extends MessageReader {
    private static final Pattern STATUS_LINE =
            Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2}) [\\t\\x20-\\x7e\\x80-\\xff]*");
    private static final int CONTINUE = 100;
    private static final int NO_CONTENT = 204;
    private static final int MAX_INTERIM = 100;

    private final List<Integer> interim = new ArrayList<>();

    AnswerReader(InputStream in) {
        super(in);
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
                : received.withProblem("at least " + more.length + " bytes follow the answer: "
                        + new String(more, StandardCharsets.ISO_8859_1) + "… (as far as it was read)");
    }

    /** The beginning of the input so far, even if it is no answer. */
    byte[] came() {
        return in.beginning();
    }

    private record Head(String line, int status, Headers headers) {}

    private Head head() throws IOException {
        String line = startLine();
        Head head = new Head(line, status(line), headers());
        if (head.status < 200 || head.status == NO_CONTENT) {
            for (String name : List.of("Content-Length", "Transfer-Encoding")) {
                if (head.headers.first(name).isPresent()) {
                    note("there is a " + name + ", which an answer with status " + head.status + " must not have");
                }
            }
        }
        return head;
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
        boolean hasBody =
                head.status >= 200 && head.status != NO_CONTENT && head.status != 304 && !method.equals("HEAD");
        byte[] body = hasBody ? body(head.headers) : new byte[0];
        Answer answer = new Answer(head.status, head.headers, ContentCoding.undone(head.headers, body));
        byte[] coded = in.taken();
        // Without a transfer coding both are the same: kept once, as a run keeps many answers.
        byte[] payload = coded.length == body.length ? body : coded;
        return new Received(head.line, answer, interim, problems(), bytes, payload);
    }

    private int status(String line) throws IOException {
        Matcher matcher = STATUS_LINE.matcher(line);
        if (matcher.matches()) {
            return Integer.parseInt(matcher.group(1));
        }
        note("the status line is malformed: " + line);
        Matcher number = Pattern.compile("HTTP/\\S+ +([1-5][0-9]{2})\\b.*").matcher(line);
        if (!number.matches()) {
            throw new UnreadableException("not an HTTP response: " + line);
        }
        return Integer.parseInt(number.group(1));
    }

    /** Only notes it: an answer may be read to the end of its connection. */
    @Override
    void unclearEnd(String problem) {
        note(problem);
    }

    @Override
    byte[] bodyWithoutLength() throws IOException {
        return in.rest();
    }
}
