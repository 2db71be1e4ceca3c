package dev.functiongraph.async.client;

import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.Set;

/** The proof of who sends a request: a token, a signature, or none. Secrets are never printed. */
interface Credentials {

    Credentials NONE = new Credentials() {
        @Override
        public Set<String> headers() {
            return Set.of();
        }

        @Override
        public void addTo(HttpRequest.Builder attempt, Request<?> request, Instant now) {
            // nothing to prove
        }

        @Override
        public String toString() {
            return "none";
        }
    };

    /** Returns the names of the headers that it adds, in lower case. */
    Set<String> headers();

    /** Adds its headers to one attempt at a request. */
    void addTo(HttpRequest.Builder attempt, Request<?> request, Instant now);
}
