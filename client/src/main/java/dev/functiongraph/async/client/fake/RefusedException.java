package dev.functiongraph.async.client.fake;

/** The refusal of a request, with the status and message of its answer. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    final int status;

    RefusedException(int status, String message) {
        super(message);
        this.status = status;
    }

    static RefusedException malformed(String what) {
        return new RefusedException(400, what + " is malformed");
    }
}
