package dev.functiongraph.async.client;

import java.net.URI;

/**
 * A request that is about to be sent, as {@link FunctionGraphAsyncClientBuilder#headers} shows it.
 *
 * @param method the HTTP method
 * @param uri the whole URI
 * @param attempt 1, and one more each time the same request is sent again
 */
public record OutgoingRequest(String method, URI uri, int attempt) {}
