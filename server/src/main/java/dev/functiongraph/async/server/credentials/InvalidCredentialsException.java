package dev.functiongraph.async.server.credentials;

/** Credentials that were sent and do not count. The message is for whoever sent them, and for attackers. */
public final class InvalidCredentialsException extends Exception {
    private static final long serialVersionUID = 1L;

    public InvalidCredentialsException(String message) {
        // It is an answer, not a fault: nobody looks for the place in the code.
        super(message, null, false, false);
    }
}
