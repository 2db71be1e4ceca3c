package dev.functiongraph.async.contract.run;

/** The reason why a requirement does not apply to the subject as it was described. */
public final class NotApplicableException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message why, and what would have to be said to make it applicable */
    public NotApplicableException(String message) {
        super(message);
    }
}
