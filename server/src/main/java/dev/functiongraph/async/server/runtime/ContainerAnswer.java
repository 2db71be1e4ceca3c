package dev.functiongraph.async.server.runtime;

import dev.functiongraph.async.server.runtime.limit.ResultLimits;
import org.eclipse.jetty.http.HttpFields;

/**
 * An answer of a container.
 *
 * @param body cut off after the length that a result may have, plus one byte that shows that it was longer
 */
record ContainerAnswer(int status, HttpFields headers, byte[] body) {
    private static final String LOCATION = "Location";

    /** The status, and where it leads to if it leads elsewhere. */
    String statusText() {
        String location = status / 100 == 3 ? headers.get(LOCATION) : null;
        return status + (location == null ? "" : " with Location: " + ResultLimits.firstLine(location));
    }
}
