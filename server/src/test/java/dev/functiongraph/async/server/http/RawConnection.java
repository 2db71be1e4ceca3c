package dev.functiongraph.async.server.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A connection on which a test sends every byte itself. */
public final class RawConnection implements AutoCloseable {
    private static final int READ_LIMIT_MILLIS = 20_000;

    private final Socket socket;
    private final PushbackInputStream in;

    public RawConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(READ_LIMIT_MILLIS);
        socket.setTcpNoDelay(true);
        in = new PushbackInputStream(socket.getInputStream());
    }

    public RawConnection send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    public RawConnection send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Sends something if the server has not closed the connection already; its answer can be read in either case. */
    RawConnection sendIfOpen(String text) {
        try {
            return send(text);
        } catch (IOException e) {
            return this;
        }
    }

    /** Sends nothing more, and can still read. */
    public RawConnection endOutput() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Reads up to the end of one head of an answer, and returns it with its status line first. */
    public String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed after: " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** Reads one whole answer that bears its length. */
    public String answer() throws IOException {
        String head = head();
        int length = Integer.parseInt(head.replaceAll("(?is).*content-length: (\\d+).*", "$1"));
        return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    /** Reads until the server closes. */
    public String rest() throws IOException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        in.transferTo(rest);
        return rest.toString(StandardCharsets.UTF_8);
    }

    /** Whether the server sends something, or closes, within this time. */
    public boolean hasAnswerWithin(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            int next = in.read();
            if (next >= 0) {
                in.unread(next);
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } finally {
            socket.setSoTimeout(READ_LIMIT_MILLIS);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
