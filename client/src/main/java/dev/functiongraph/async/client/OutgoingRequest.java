package dev.functiongraph.async.client;

import java.net.URI;
import java.util.Objects;

/**
 * One attempt at a request, as {@link FunctionGraphAsyncClientBuilder#headers} and {@link AttemptListener} see it.
 *
 * @param operation {@code invoke}, {@code list} or {@code cancel}; a look-up is a list
 * @param method the HTTP method
 * @param uri the whole URI
 * @param attempt 1, and one more each time the same request is sent again
 */
public record OutgoingRequest(String operation, String method, URI uri, int attempt) {

    /** Refuses null. */
    public OutgoingRequest {
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(uri, "uri");
    }
}
