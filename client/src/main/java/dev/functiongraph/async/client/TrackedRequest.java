package dev.functiongraph.async.client;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/** A request with all that one attempt adds to it; knows whether any of it can have been sent. Thread-safe. */
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

    /** True where the server may have got it; of what has no body this is not known. */
    boolean mayHaveBeenSent() {
        return begun.get() || http.bodyPublisher().isEmpty();
    }

    /** The length of a body stands in the header section: who has not asked for it has sent nothing. */
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
