package dev.functiongraph.async.server.invocation;

import java.nio.charset.StandardCharsets;

/**
 * A function's event: one JSON object as the caller's own UTF-8 bytes, so that the function gets what was sent, to the
 * letter.
 *
 * @param json never changed by anybody who holds it
 */
public record Event(byte[] json) {
    /** FunctionGraph's limit for the request and for the result of an asynchronous execution, 256 KB. */
    public static final int MAX_BYTES = 262_144;

    /** The event of a request without a body. */
    public static final Event EMPTY = new Event("{}".getBytes(StandardCharsets.UTF_8));

    /** The event as JSON text. */
    public String text() {
        return new String(json, StandardCharsets.UTF_8);
    }

    /** The size alone: events do not belong in logs. */
    @Override
    public String toString() {
        return "Event[" + json.length + " bytes]";
    }
}
