package dev.functiongraph.async.client;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/** A request of one attempt that records whether any of it may have been sent. Thread-safe. */
final class TrackedRequest {

    private final HttpRequest http;
    private final AtomicBoolean begun = new AtomicBoolean();

    TrackedRequest(HttpRequest request) {
        this.http = request.bodyPublisher()
                .map(body -> HttpRequest.newBuilder(request, (name, value) -> true)
                        .method(request.method(), new SentMarker(body, begun))
                        .build())
                .orElse(request);
    }

    HttpRequest http() {
        return http;
    }

    /** Returns whether the server may have received it; of a request without a body this is not known. */
    boolean mayHaveBeenSent() {
        return begun.get() || http.bodyPublisher().isEmpty();
    }

    /**
     * A marker of the first access to a body: its length is in the header section, so that before it nothing is sent.
     */
    private record SentMarker(BodyPublisher body, AtomicBoolean begun) implements BodyPublisher {

        @Override
        public long contentLength() {
            begun.set(true);
            return body.contentLength();
        }

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            begun.set(true);
            body.subscribe(subscriber);
        }
    }
}
