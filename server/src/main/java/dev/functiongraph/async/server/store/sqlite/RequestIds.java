package dev.functiongraph.async.server.store.sqlite;

import java.nio.ByteBuffer;
import java.util.UUID;

/** Request ids as 16 bytes, in their own order. */
final class RequestIds {
    private RequestIds() {}

    static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    /** @throws IllegalArgumentException if these are not 16 bytes */
    static UUID id(byte[] bytes) {
        if (bytes.length != 2 * Long.BYTES) {
            throw new IllegalArgumentException("not a request id");
        }
        ByteBuffer id = ByteBuffer.wrap(bytes);
        return new UUID(id.getLong(), id.getLong());
    }
}
