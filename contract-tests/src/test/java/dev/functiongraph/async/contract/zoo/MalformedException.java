package dev.functiongraph.async.contract.zoo;

/** A request that is not valid HTTP; the connection cannot be used any further. */
final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    MalformedException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
