package dev.functiongraph.async.contract.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection on which exactly the given bytes are sent, and whose input no library interprets. */
public final class Wire implements AutoCloseable {
    private static final int UNBUFFERED = 16 * 1024;

    private final Socket socket;
    private final Socket transport;
    private final DeadlineInput limited;
    private final InputStream in;
    private @Nullable AnswerReader reader;
    private boolean outputEnded;
    private final List<Exchange> exchanges = new ArrayList<>();

    /**
     * @param transport under the socket's TLS, or the socket itself
     * @param limit of each answer, from when it is first waited for to its end
     */
    Wire(Socket socket, Socket transport, Duration limit) throws IOException {
        this.socket = socket;
        this.transport = transport;
        this.limited = new DeadlineInput(socket.getInputStream(), socket::setSoTimeout, limit, System::nanoTime);
        this.in = new BufferedInputStream(limited);
    }

    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /**
     * The next answer; interim ones (1xx) before it are kept in it.
     *
     * @param method of the request, as the answer to a HEAD has no body
     * @throws java.net.SocketTimeoutException if it is not whole within the target's time limit
     * @throws java.io.EOFException if the connection ends instead of it
     * @throws UnreadableException if something else comes than an answer, or one that is too large to be read
     */
    public Received receive(String method) throws IOException {
        return reader().read(method);
    }

    private AnswerReader reader() {
        limited.begin();
        AnswerReader next = new AnswerReader(in);
        reader = next;
        return next;
    }

    /** The beginning of the last answer, complete or not. */
    public byte[] came() {
        return reader == null ? new byte[0] : reader.came();
    }

    /**
     * Sends a request and reads its answer, both at once where the request is long: a server may answer and close the
     * connection before it has read all of it.
     */
    public Received exchange(byte[] bytes, String method) throws IOException {
        begin(bytes);
        return receive(method);
    }

    /** Like {@link #exchange}, but what has come behind the answer by then is a fault of it. */
    public Received exchangeOnly(byte[] bytes, String method) throws IOException {
        begin(bytes);
        return reader().readOnly(method);
    }

    /**
     * Sends any bytes, and returns what comes back until the connection ends or the time limit is over.
     *
     * @param end whether to end the output after it
     */
    public byte[] exchangeRaw(byte[] bytes, boolean end) throws IOException {
        if (end) {
            send(bytes);
            endOutput();
        } else {
            begin(bytes);
        }
        limited.begin();
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        try {
            for (int next = in.read(); next >= 0 && received.size() < MessageInput.MAX_MESSAGE; next = in.read()) {
                received.write(next);
            }
        } catch (IOException e) {
            // A server may leave the connection open, or reset it.
        }
        return received.toByteArray();
    }

    private void begin(byte[] bytes) throws IOException {
        if (bytes.length <= UNBUFFERED) {
            send(bytes);
            return;
        }
        Thread sender = new Thread(() -> sendAsFarAsPossible(bytes), "sender");
        sender.setDaemon(true);
        sender.start();
    }

    private void sendAsFarAsPossible(byte[] bytes) {
        try {
            send(bytes);
        } catch (IOException e) {
            // The answer shows how the server handled a part of the request.
        }
    }

    /** The next answer, or 100 (Continue) before it; other interim ones (1xx) are kept in it. */
    public Received receiveFirst(String method) throws IOException {
        return reader().readFirst(method);
    }

    /**
     * Whether the other side has ended the connection, without sending anything more.
     *
     * @throws java.net.SocketTimeoutException if it neither ends it nor sends anything
     */
    public boolean isEnded() throws IOException {
        limited.begin();
        in.mark(1);
        int next = in.read();
        in.reset();
        return next < 0;
    }

    /** The exchanges on this connection so far, as its user adds them. */
    public List<Exchange> exchanges() {
        return exchanges;
    }

    /** Tells the other side that nothing more will be sent. */
    public void endOutput() throws IOException {
        socket.shutdownOutput();
        outputEnded = true;
    }

    /** Whether {@link #endOutput} was called. */
    public boolean isOutputEnded() {
        return outputEnded;
    }

    /** Without a farewell of TLS: that would wait behind what is still being sent. */
    @Override
    public void close() throws IOException {
        transport.close();
    }
}
