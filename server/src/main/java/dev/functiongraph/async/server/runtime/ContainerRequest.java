package dev.functiongraph.async.server.runtime;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * A POST to a container.
 *
 * @param limit for the whole exchange, from the moment on at which there is a connection
 * @param mayReuse whether a connection may be used that was used before
 */
record ContainerRequest(URI uri, Map<String, String> headers, byte[] body, Duration limit, boolean mayReuse) {}
