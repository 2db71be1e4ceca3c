package dev.functiongraph.async.contract.run;

/** The subject, as it was described, has nothing that the check could be asked of. */
public final class NotApplicableException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message why, and what would have to be said to make it applicable */
    public NotApplicableException(String message) {
        super(message);
    }
}
