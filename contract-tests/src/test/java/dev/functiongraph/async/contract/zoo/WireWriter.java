package dev.functiongraph.async.contract.zoo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A writer of answers by RFC 9112. Faulty and unusual servers override what they do otherwise. */
class WireWriter {

    final void write(OutputStream out, Incoming request, Reply reply) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(bytes(request, reply));
        out.write(bytes.toByteArray());
        out.flush();
    }

    /** @param request null if what came was none */
    byte[] bytes(Incoming request, Reply reply) {
        StringBuilder head = new StringBuilder();
        head.append("HTTP/1.1 ")
                .append(reply.status())
                .append(' ')
                .append(reason(reply))
                .append("\r\n");
        reply.headers()
                .fields()
                .forEach(field -> head.append(field.name())
                        .append(": ")
                        .append(field.value())
                        .append("\r\n"));
        if (request == null || closes(request, reply)) {
            head.append("Connection: close\r\n");
        }
        if (reply.status() != 204) {
            head.append("Content-Length: ").append(reply.body().length).append("\r\n");
        }
        head.append("\r\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        if (request == null || !request.method().equals("HEAD")) {
            bytes.writeBytes(reply.body());
        }
        return bytes.toByteArray();
    }

    /** Whether the connection ends after the answer. */
    boolean closes(Incoming request, Reply reply) {
        return request.closes();
    }

    String reason(Reply reply) {
        return reply.status() == 429 ? "Disabled" : "Whatever";
    }
}
