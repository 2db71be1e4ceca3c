package dev.functiongraph.async.contract.wire;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** A connection on which exactly the given bytes are sent, and nothing that is received is interpreted by a library. */
public final class Wire implements AutoCloseable {
    private static final int UNBUFFERED = 16 * 1024;

    private final Socket socket;
    private final InputStream in;

    Wire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /**
     * The next answer; interim ones (1xx) before it are kept in it.
     *
     * @param method of the request, as the answer to a HEAD has no body
     * @throws java.net.SocketTimeoutException if bytes stay away for longer than the target's time limit
     * @throws java.io.EOFException if the connection ends before the answer does
     */
    public Received receive(String method) throws IOException {
        return new AnswerReader(in).read(method);
    }

    /**
     * Sends a request and reads its answer, both at once where the request is long: a server may answer and close the
     * connection before it has read all of it.
     */
    public Received exchange(byte[] bytes, String method) throws IOException {
        if (bytes.length <= UNBUFFERED) {
            send(bytes);
            return receive(method);
        }
        Thread sender = new Thread(() -> sendAsFarAsPossible(bytes), "sender");
        sender.setDaemon(true);
        sender.start();
        return receive(method);
    }

    private void sendAsFarAsPossible(byte[] bytes) {
        try {
            send(bytes);
        } catch (IOException e) {
            // What the server makes of a part of the request is told by its answer.
        }
    }

    /** The next answer, or an interim one (1xx) before it. */
    public Received receiveFirst(String method) throws IOException {
        return new AnswerReader(in).readFirst(method);
    }

    /**
     * Whether the other side has ended the connection, without sending anything more.
     *
     * @throws java.net.SocketTimeoutException if it neither ends it nor sends anything
     */
    public boolean isEnded() throws IOException {
        in.mark(1);
        int next = in.read();
        in.reset();
        return next < 0;
    }

    /** Tells the other side that nothing more will be sent. */
    public void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
