package dev.functiongraph.async.contract.wire;

import java.io.IOException;

/** What came is no whole HTTP/1.1 answer, or one that is too large to be read. */
public final class UnreadableException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param message a phrase for people that says what came */
    UnreadableException(String message) {
        super(message);
    }
}
