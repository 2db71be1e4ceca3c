package dev.functiongraph.async.contract.zoo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.stream.Stream;

/** Correct servers that write their answers in unusual ways. */
final class UnusualWire {
    private UnusualWire() {}

    static Stream<ServerSpecimen> all() {
        return Stream.of(
                ServerSpecimen.of("", "no reason phrase").writing(() -> new WireWriter() {
                    @Override
                    String reason(Reply reply) {
                        return "";
                    }
                }),
                ServerSpecimen.of("", "a connection for each request").writing(Closing::new),
                ServerSpecimen.of("", "answers that last until the connection's end")
                        .writing(() -> new Closing() {
                            @Override
                            byte[] bytes(Incoming request, Reply reply) {
                                return changed(super.bytes(request, reply), head -> withoutLength(head));
                            }
                        }),
                ServerSpecimen.of("", "chunked answers, with another letter case")
                        .writing(Chunking::new),
                ServerSpecimen.of("", "no spaces before values").writing(() -> new WireWriter() {
                    @Override
                    byte[] bytes(Incoming request, Reply reply) {
                        return changed(super.bytes(request, reply), head -> head.replaceAll("(?m)^([\\w-]+): ", "$1:"));
                    }
                }),
                ServerSpecimen.of("", "early hints").writing(() -> new WireWriter() {
                    @Override
                    byte[] bytes(Incoming request, Reply reply) {
                        byte[] bytes = super.bytes(request, reply);
                        return request == null || request.version().equals("HTTP/1.0")
                                ? bytes
                                : joined("HTTP/1.1 103 Early Hints\r\nLink: </style>\r\n\r\n", bytes);
                    }
                }),
                ServerSpecimen.of("", "two interim answers where one was asked for")
                        .reading(() -> new WireReader() {
                            @Override
                            void continueWith(OutputStream out) throws IOException {
                                super.continueWith(out);
                                super.continueWith(out);
                            }
                        }));
    }

    /** Ends the connection after every answer. */
    private static class Closing extends WireWriter {
        @Override
        boolean closes(Incoming request, Reply reply) {
            return true;
        }
    }

    /** Sends bodies in chunks of seven bytes, where the version knows chunks. */
    private static final class Chunking extends WireWriter {
        @Override
        byte[] bytes(Incoming request, Reply reply) {
            byte[] bytes = super.bytes(request, reply);
            if (request == null
                    || request.version().equals("HTTP/1.0")
                    || request.method().equals("HEAD")
                    || reply.status() == 204) {
                return bytes;
            }
            String head = new String(changed(headOf(bytes), UnusualWire::withoutLength), StandardCharsets.ISO_8859_1);
            ByteArrayOutputStream chunked = new ByteArrayOutputStream();
            chunked.writeBytes(head.replaceFirst("\r\n\r\n$", "\r\nTransfer-Encoding: Chunked\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            for (int start = 0; start < reply.body().length; start += 7) {
                int length = Math.min(7, reply.body().length - start);
                chunked.writeBytes((length + ";unusual=\"yes\"\r\n").getBytes(StandardCharsets.ISO_8859_1));
                chunked.write(reply.body(), start, length);
                chunked.writeBytes("\r\n".getBytes(StandardCharsets.ISO_8859_1));
            }
            chunked.writeBytes("000\r\nTrailing: yes\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            return chunked.toByteArray();
        }

        private static byte[] headOf(byte[] bytes) {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            return text.substring(0, text.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    private static String withoutLength(String head) {
        return head.replaceFirst("Content-Length: \\d+\r\n", "");
    }

    /** With another header section; the body stays. */
    private static byte[] changed(byte[] bytes, Function<String, String> change) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n") + 4;
        return (change.apply(text.substring(0, end)) + text.substring(end)).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] joined(String before, byte[] bytes) {
        return (before + new String(bytes, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
    }
}
