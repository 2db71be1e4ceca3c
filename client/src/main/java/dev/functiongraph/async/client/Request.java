package dev.functiongraph.async.client;

import java.net.http.HttpRequest;

/** A request without the headers that each attempt adds, its body, and the operation that reads its answer. */
record Request<R>(HttpRequest http, Body body, Operation<R> operation) {

    /** @param attempt 1 for the first one */
    OutgoingRequest outgoing(int attempt) {
        return new OutgoingRequest(operation.name(), http.method(), http.uri(), attempt);
    }
}
