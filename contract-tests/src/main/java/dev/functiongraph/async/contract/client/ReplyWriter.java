package dev.functiongraph.async.contract.client;

import dev.functiongraph.async.contract.spec.Headers;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** The writer of replies on connections. */
final class ReplyWriter {
    static final List<Integer> INTERIM = List.of(100, 103);

    private static final long BETWEEN_BYTES_NANOS = 1_000_000;
    private static final int MOST_SINGLE_BYTES = 500;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);
    private static final Map<Integer, String> REASONS =
            Map.of(100, "Continue", 103, "Early Hints", 200, "OK", 202, "Accepted", 404, "Not Found", 429, "Disabled");

    private ReplyWriter() {}

    static String statusLine(int status) {
        return "HTTP/1.1 " + status + " " + REASONS.getOrDefault(status, "");
    }

    /** @return whether the connection can be used for another request */
    static boolean write(Socket socket, Reply reply, Delivery delivery) throws IOException {
        OutputStream out = socket.getOutputStream();
        byte[] head = head(reply, delivery);
        byte[] body = reply.answer().body();
        switch (delivery) {
            case WHOLE, UNTIL_CLOSE -> send(out, head, body);
            case CHUNKED -> send(out, head, chunks(body));
            case BYTE_BY_BYTE -> {
                oneByOne(out, head);
                oneByOne(out, body);
            }
            case AFTER_INTERIM -> {
                for (int status : INTERIM) {
                    send(out, interim(status), new byte[0]);
                }
                send(out, head, body);
            }
            case CUT_OFF, STALLED_BODY -> send(out, begun(reply, delivery), new byte[0]);
            case STALLED, CLOSED -> {
                // nothing
            }
            case RESET -> socket.setSoLinger(true, 0);
        }
        if (delivery == Delivery.STALLED || delivery == Delivery.STALLED_BODY) {
            // Until the client gives up, or the case is over.
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
        return List.of(Delivery.WHOLE, Delivery.CHUNKED, Delivery.BYTE_BY_BYTE, Delivery.AFTER_INTERIM)
                .contains(delivery);
    }

    /** As much of an answer as is sent where it is not sent whole. */
    static byte[] begun(Reply reply, Delivery delivery) {
        byte[] body = reply.answer().body();
        return delivery == Delivery.CUT_OFF || delivery == Delivery.STALLED_BODY
                ? joined(head(reply, delivery), Arrays.copyOf(body, body.length / 2))
                : new byte[0];
    }

    /** Everything before an answer's body, including interim answers. */
    static byte[] heads(Reply reply, Delivery delivery) {
        byte[] heads = new byte[0];
        for (int status : delivery == Delivery.AFTER_INTERIM ? INTERIM : List.<Integer>of()) {
            heads = joined(heads, interim(status));
        }
        return joined(heads, head(reply, delivery));
    }

    private static byte[] interim(int status) {
        String field = status == 103 ? "Link: </style.css>; rel=preload\r\n" : "";
        return latin1(statusLine(status) + "\r\n" + field + "\r\n");
    }

    /** The final answer's status line and header section. */
    static byte[] head(Reply reply, Delivery delivery) {
        String framing = switch (delivery) {
            case CHUNKED -> "Transfer-Encoding: chunked";
            case UNTIL_CLOSE -> "Connection: close";
            default -> "Content-Length: " + reply.answer().body().length;
        };
        StringBuilder head = new StringBuilder(statusLine(reply.answer().status())).append("\r\n");
        for (Headers.Field field : reply.answer().headers().fields()) {
            head.append(field.name()).append(": ").append(field.value()).append("\r\n");
        }
        head.append("Date: ")
                .append(DATE.format(ZonedDateTime.now(ZoneOffset.UTC)))
                .append("\r\n");
        return latin1(head + framing + "\r\n\r\n");
    }

    static byte[] chunks(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        String first = text.substring(0, text.length() / 3);
        String rest = text.substring(first.length());
        return latin1(Integer.toHexString(first.length()) + ";extension=\"ignored\"\r\n" + first + "\r\n"
                + Integer.toHexString(rest.length()).toUpperCase(Locale.ROOT) + "\r\n" + rest
                + "\r\n0\r\nServer-Timing: total\r\n\r\n");
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void send(OutputStream out, byte[] head, byte[] body) throws IOException {
        out.write(joined(head, body));
        out.flush();
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static void oneByOne(OutputStream out, byte[] bytes) throws IOException {
        // The client waits for the answer only for so long.
        int single = Math.min(MOST_SINGLE_BYTES, bytes.length);
        for (int i = 0; i < single; i++) {
            out.write(bytes[i]);
            out.flush();
            // Bytes that follow at once would arrive together.
            LockSupport.parkNanos(BETWEEN_BYTES_NANOS);
        }
        out.write(bytes, single, bytes.length - single);
        out.flush();
    }
}
