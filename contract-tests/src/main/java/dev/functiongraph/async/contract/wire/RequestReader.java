package dev.functiongraph.async.contract.wire;

import dev.functiongraph.async.contract.spec.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The reader of one HTTP/1.1 request. */
public final class RequestReader extends MessageReader {
    private static final Pattern REQUEST_LINE = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+) (\\S+) (HTTP/1\\.[01])");

    private final OutputStream out;

    /** @param out gets the 100 (Continue) that a client asks for */
    public RequestReader(InputStream in, OutputStream out) {
        super(in);
        this.out = out;
    }

    /** Empty if the connection ends before a request begins. */
    public Optional<IncomingRequest> read() {
        Message message = Message.of("", "");
        boolean complete = false;
        byte[] bytes = new byte[0];
        try {
            String first = startLine();
            Matcher start = REQUEST_LINE.matcher(first);
            if (start.matches()) {
                message = Message.of(start.group(1), start.group(2)).withVersion(start.group(3));
                message = withFields(message);
                message = withBody(message);
                complete = true;
            } else {
                note("the request line is malformed: " + first);
            }
            bytes = in.taken();
        } catch (IOException e) {
            bytes = in.taken();
            if (bytes.length == 0) {
                return Optional.empty();
            }
            note("the request is incomplete: " + e.getMessage());
        }
        return Optional.of(new IncomingRequest(message, bytes, problems(), complete));
    }

    private Message withFields(Message start) throws IOException {
        Message message = start;
        for (Headers.Field field : headers().fields()) {
            message = message.with(field.name(), field.value());
        }
        int hosts = message.request().headers().values("Host").size();
        if (hosts > 1 || (hosts == 0 && message.version().equals("HTTP/1.1"))) {
            note("there are " + hosts + " Host headers");
        }
        return message;
    }

    private Message withBody(Message message) throws IOException {
        Headers headers = message.request().headers();
        if (headers.first("Expect").filter("100-continue"::equalsIgnoreCase).isPresent()) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
        byte[] body = body(headers);
        return new Message(
                message.method(), message.target(), message.version(), message.fields(), body, body, Optional.empty());
    }

    @Override
    void unclearEnd(String problem) throws IOException {
        throw new UnreadableException(problem);
    }

    /** Empty: a request without a length has no body (RFC 9112, section 6.3). */
    @Override
    byte[] bodyWithoutLength() {
        return new byte[0];
    }
}
