package dev.functiongraph.async.contract.run;

/** The reason why a check, or a whole run, is inconclusive. */
public final class CouldNotRunException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message a sentence for the person who started the run */
    public CouldNotRunException(String message) {
        super(message);
    }
}
