package dev.functiongraph.async.server.store;

import java.io.IOException;

/** A database file that is not what a server left there. */
public final class DamagedDatabaseException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedDatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
