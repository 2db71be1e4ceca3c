package dev.functiongraph.async.contract;

import dev.functiongraph.async.contract.spec.Answer;
import dev.functiongraph.async.contract.spec.Headers;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A socket: what is sent are these bytes and no others, and what is received is not interpreted by a library. */
final class RawConnection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;

    RawConnection(URI server) throws IOException {
        socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
    }

    void send(String head, byte[] body, String end) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(head.getBytes(StandardCharsets.ISO_8859_1));
        bytes.write(body);
        bytes.write(end.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().write(bytes.toByteArray());
    }

    /** The next answer, whose body must be declared by its Content-Length. */
    RawAnswer receive() throws IOException {
        String statusLine = line();
        List<Headers.Field> fields = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            fields.add(new Headers.Field(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        Headers headers = new Headers(fields);
        int length = headers.first("Content-Length")
                .map(Integer::parseInt)
                .orElseThrow(() -> new IOException("no Content-Length in " + statusLine + " " + fields));
        byte[] body = socket.getInputStream().readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the body has " + body.length + " of " + length + " bytes");
        }
        return new RawAnswer(statusLine, new Answer(Integer.parseInt(statusLine.split(" ")[1]), headers, body));
    }

    private String line() throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended after: " + line.toString(StandardCharsets.ISO_8859_1));
            }
            line.write(next);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        if (!text.endsWith("\r")) {
            throw new IOException("a line ends without a carriage return: " + text);
        }
        return text.substring(0, text.length() - 1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
