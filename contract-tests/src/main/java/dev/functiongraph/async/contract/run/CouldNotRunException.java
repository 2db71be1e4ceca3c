package dev.functiongraph.async.contract.run;

/** Something stood in the way of a check, or of a whole run; nothing can be said of the subject. */
public final class CouldNotRunException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message a sentence for the person who started the run */
    public CouldNotRunException(String message) {
        super(message);
    }
}
