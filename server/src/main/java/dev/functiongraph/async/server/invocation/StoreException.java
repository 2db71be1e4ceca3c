package dev.functiongraph.async.server.invocation;

import org.jspecify.annotations.Nullable;

/** The failure of a store: a write did not reach stable storage, or nothing can be read. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean logged;
    private final boolean outcomeUnknown;

    public StoreException(String message, @Nullable Throwable cause) {
        this(message, cause, false, false);
    }

    private StoreException(String message, @Nullable Throwable cause, boolean logged, boolean outcomeUnknown) {
        super(message, cause);
        this.logged = logged;
        this.outcomeUnknown = outcomeUnknown;
    }

    /** One that is in the log already, in one line for all that fail for the same reason. */
    public static StoreException logged(String message, Throwable cause) {
        return new StoreException(message, cause, true, false);
    }

    /**
     * The failure of a write that may have taken effect, or may yet.
     *
     * @param cause one that is in the log already
     */
    public static StoreException unknown(String message, @Nullable Throwable cause) {
        return new StoreException(message, cause, cause != null, true);
    }

    public boolean isOutcomeUnknown() {
        return outcomeUnknown;
    }

    /** Whether a log line for each one that fails would only repeat what the log says. */
    public static boolean isLogged(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StoreException store && store.logged) {
                return true;
            }
        }
        return false;
    }
}
