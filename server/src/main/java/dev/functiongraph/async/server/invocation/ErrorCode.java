package dev.functiongraph.async.server.invocation;

/** The integer error codes of recorded outcomes. 0 and 4208 are FunctionGraph's; it publishes no others. */
public enum ErrorCode {
    NONE(0),
    FUNCTION_FAILED(4201),
    FUNCTION_TIMED_OUT(4202),
    EXPIRED(4203),
    FUNCTION_REMOVED(4204),
    CANCELED(4208);

    private final int number;

    ErrorCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
