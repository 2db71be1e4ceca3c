package dev.functiongraph.async.contract.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A server that keeps the bytes of each connection up to a given end, then answers and closes it. */
final class CaptureServer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final BlockingQueue<byte[]> arrived = new LinkedBlockingQueue<>();
    private volatile byte[] end = {};

    CaptureServer() throws IOException {
        Thread thread = new Thread(this::serve, "capture");
        thread.setDaemon(true);
        thread.start();
    }

    URI uri() {
        return URI.create("http://" + socket.getInetAddress().getHostAddress() + ":" + socket.getLocalPort());
    }

    /** The next message is complete when it ends in these bytes. */
    void expectEnd(byte[] bytes) {
        end = bytes;
    }

    /** What the next connection has brought, one character for each byte. */
    String next() throws InterruptedException {
        byte[] bytes = arrived.poll(30, TimeUnit.SECONDS);
        return bytes == null ? "nothing arrived" : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                connection.setSoTimeout(30_000);
                arrived.add(read(connection.getInputStream()));
                connection
                        .getOutputStream()
                        .write("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                // closed, or the caller is gone
            }
        }
    }

    private byte[] read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String expected = new String(end, StandardCharsets.ISO_8859_1);
        for (int next = in.read(); next >= 0; next = in.read()) {
            bytes.write(next);
            if ((byte) next == end[end.length - 1]
                    && bytes.toString(StandardCharsets.ISO_8859_1).endsWith(expected)) {
                break;
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
