package dev.functiongraph.async.server.benchmark;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A keep-alive connection over which one request is sent again and again; when it breaks, the next request opens
 * another.
 */
final class Connection implements Closeable {
    /** 209 bytes. */
    static final String EVENT =
            "{\"order\":\"2026-11-23-000417\",\"customer\":\"Maria Muller\",\"bucket\":\"images-eu-de\","
                    + "\"object\":\"uploads/2026/11/23/photo-000417.jpg\",\"size\":\"1048576\",\"type\":\"image/jpeg\","
                    + "\"action\":\"resize\",\"width\":\"640\",\"note\":\"none\"}";

    private static final String LENGTH = "\r\nContent-Length: ";
    private static final String HEAD_END = "\r\n\r\n";

    private final InetSocketAddress address;
    private final ByteBuffer request;
    private final ByteBuffer answer = ByteBuffer.allocateDirect(4_096);
    private final byte[] received = new byte[4_096];
    private @Nullable SocketChannel channel;

    Connection(URI target) {
        this(target, "");
    }

    /** @param headers further ones, each line with its end */
    Connection(URI target, String headers) {
        address = new InetSocketAddress(target.getHost(), target.getPort());
        byte[] bytes = ("POST " + target.getPath() + " HTTP/1.1\r\nHost: " + target.getAuthority() + "\r\n" + headers
                        + "Content-Type: application/json" + LENGTH + EVENT.length() + HEAD_END + EVENT)
                .getBytes(StandardCharsets.ISO_8859_1);
        request = ByteBuffer.allocateDirect(bytes.length).put(bytes);
    }

    void open() throws IOException {
        if (channel == null) {
            channel = SocketChannel.open(address).setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
    }

    /** The same from another address of this machine. */
    void open(InetSocketAddress from) throws IOException {
        channel = SocketChannel.open().bind(from).setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(address);
    }

    /** Until it breaks, it blocks no more: the selector says when there is something to {@link #receive}. */
    void register(Selector selector, Object attachment) throws IOException {
        channel.configureBlocking(false).register(selector, SelectionKey.OP_READ, attachment);
    }

    boolean isOpen() {
        return channel != null;
    }

    /** Sends the request, and reads the whole answer. Returns its status. */
    int post() throws IOException {
        open();
        send();
        OptionalInt status;
        do {
            status = receive();
        } while (status.isEmpty());
        return status.getAsInt();
    }

    /** Over a connection that is open. */
    void send() throws IOException {
        try {
            request.rewind();
            while (request.hasRemaining()) {
                channel.write(request);
            }
            answer.clear();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Reads what is there. Returns the answer's status once it is whole. */
    OptionalInt receive() throws IOException {
        try {
            if (channel.read(answer) < 0) {
                throw new EOFException();
            }
            String text = text();
            if (isWhole(text)) {
                return OptionalInt.of(Integer.parseInt(text, 9, 12, 10));
            }
            if (!answer.hasRemaining()) {
                throw new IOException("the answer is too long");
            }
            return OptionalInt.empty();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private String text() {
        answer.get(0, received, 0, answer.position());
        return new String(received, 0, answer.position(), StandardCharsets.ISO_8859_1);
    }

    private static boolean isWhole(String text) {
        int head = text.indexOf(HEAD_END);
        if (head < 0) {
            return false;
        }
        int length = text.indexOf(LENGTH) + LENGTH.length();
        int body = Integer.parseInt(text, length, text.indexOf('\r', length), 10);
        return text.length() == head + HEAD_END.length() + body;
    }

    @Override
    public void close() {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            channel = null;
        }
    }
}
