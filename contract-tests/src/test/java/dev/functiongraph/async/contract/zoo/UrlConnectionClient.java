package dev.functiongraph.async.contract.zoo;

import dev.functiongraph.async.contract.client.ClientCase;
import dev.functiongraph.async.contract.spec.Answer;
import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.spec.OperationId;
import dev.functiongraph.async.contract.wire.Message;
import dev.functiongraph.async.contract.wire.Received;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The JDK's old client, which sends a POST again by itself when a connection ends without an answer. */
final class UrlConnectionClient extends ZooClient {
    @Override
    Received exchange(URI base, ClientCase call, Message message) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                new java.net.URL(base.getScheme() + "://" + base.getAuthority() + message.target()).openConnection();
        connection.setInstanceFollowRedirects(false);
        connection.setReadTimeout((int) call.timeout().toMillis());
        connection.setRequestMethod(message.method());
        for (Headers.Field field : message.fields()) {
            connection.setRequestProperty(field.name(), field.value());
        }
        if (call.operation() != OperationId.LIST) {
            connection.setDoOutput(true);
            connection.getOutputStream().write(message.body());
        }
        int status = connection.getResponseCode();
        Headers headers = Headers.of();
        for (Map.Entry<String, List<String>> field :
                connection.getHeaderFields().entrySet()) {
            for (String value : field.getKey() == null ? List.<String>of() : field.getValue()) {
                headers = headers.and(field.getKey(), value);
            }
        }
        InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream();
        byte[] body = in == null ? new byte[0] : in.readAllBytes();
        String line = new String(connection.getHeaderField(0).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return new Received(line, new Answer(status, headers, body), List.of(), List.of(), new byte[0], body);
    }
}
