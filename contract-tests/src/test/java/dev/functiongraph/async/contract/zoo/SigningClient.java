package dev.functiongraph.async.contract.zoo;

import dev.functiongraph.async.contract.client.ClientCase;
import dev.functiongraph.async.contract.spec.Headers;
import dev.functiongraph.async.contract.wire.AccessKey;
import dev.functiongraph.async.contract.wire.Message;
import dev.functiongraph.async.contract.wire.Received;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** A correct client that signs where it is given a key. */
class SigningClient extends ZooClient {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    @Override
    Received exchange(URI base, ClientCase call, Message message) throws IOException {
        return super.exchange(
                base, call, call.key().map(key -> signed(message, key)).orElse(message));
    }

    Message signed(Message message, AccessKey key) {
        String date = SECONDS.format(time());
        Message dated = message.with("X-Sdk-Date", date);
        return dated.with(
                "Authorization",
                "SDK-HMAC-SHA256 Access=" + key.id() + ", SignedHeaders=" + String.join(";", signed()) + ", Signature="
                        + signature(dated).by(key, date, signed()));
    }

    Instant time() {
        return Instant.now();
    }

    List<String> signed() {
        return List.of("accept", "host", "x-sdk-date");
    }

    Signature signature(Message message) {
        return new Signature(message.method(), message.target(), new Headers(message.fields()), message.body());
    }
}
