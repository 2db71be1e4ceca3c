package dev.functiongraph.async.client;

/**
 * The refusal of an event that has more than 262,144 bytes as JSON in UTF-8 ({@code FSS.0413}). Send a smaller one: for
 * example a reference to where the data is stored.
 *
 * <p>The client itself refuses such an event, without sending anything: the status is then 0, and there is no code.
 */
public final class EventTooLargeException extends FunctionGraphException {

    private static final long serialVersionUID = 1L;

    /** Public for tests of callers, as {@link FunctionGraphException} shows. */
    public EventTooLargeException(FailureDetails details) {
        super(details);
    }
}
