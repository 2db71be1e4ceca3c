package dev.functiongraph.async.contract.zoo;

import dev.functiongraph.async.contract.client.ClientCase;
import dev.functiongraph.async.contract.spec.Answer;
import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.wire.Message;
import dev.functiongraph.async.contract.wire.Received;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A client that mistakes the bytes of the first read for the whole answer. */
class HastyClient extends ZooClient {
    private static final int BUFFER = 16 * 1024;

    @Override
    Received exchange(URI base, ClientCase call, Message message) throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout((int) call.timeout().toMillis());
            socket.getOutputStream().write(message.bytes());
            byte[] buffer = new byte[BUFFER];
            int count = socket.getInputStream().read(buffer);
            String text = new String(buffer, 0, Math.max(0, count), StandardCharsets.UTF_8);
            if (!text.matches("(?s)HTTP/1\\.1 [0-9]{3} .*\r\n\r\n.*")) {
                throw new EOFException("no answer");
            }
            byte[] body = text.substring(text.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.UTF_8);
            Headers headers = Headers.of();
            for (String line : text.substring(0, text.indexOf("\r\n\r\n")).split("\r\n")) {
                String[] field = line.split(": ", 2);
                headers = field.length == 2 ? headers.and(field[0], field[1]) : headers;
            }
            Answer answer = new Answer(Integer.parseInt(text.substring(9, 12)), headers, body);
            return new Received("", answer, List.of(), List.of(), new byte[0], body);
        }
    }
}
