package dev.functiongraph.async.server.invocation;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The failure to open a store that is not what a server left there. */
public final class DamagedStoreException extends IOException {
    private static final long serialVersionUID = 1L;

    public DamagedStoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
