package dev.functiongraph.async.client;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;

/** The body of a request, if it has one. Immutable. */
final class Body {

    static final Body NONE = new Body(new byte[0], BodyPublishers.noBody());

    private final byte[] bytes;
    private final BodyPublisher publisher;

    private Body(byte[] bytes, BodyPublisher publisher) {
        this.bytes = bytes;
        this.publisher = publisher;
    }

    static Body of(byte[] bytes) {
        return new Body(bytes, BodyPublishers.ofByteArray(bytes));
    }

    BodyPublisher publisher() {
        return publisher;
    }

    String sha256() {
        return Sha256.hex(bytes);
    }
}
