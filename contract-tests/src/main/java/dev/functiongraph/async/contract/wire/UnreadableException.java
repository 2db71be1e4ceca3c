package dev.functiongraph.async.contract.wire;

import java.io.IOException;

/** The failure to read a whole HTTP/1.1 message, or one that is too large. */
public final class UnreadableException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param message a phrase for people that says what came */
    UnreadableException(String message) {
        super(message);
    }
}
