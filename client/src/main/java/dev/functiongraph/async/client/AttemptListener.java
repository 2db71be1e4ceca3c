package dev.functiongraph.async.client;

import java.time.Duration;

/**
 * An observer of everything that a client sends, for metrics and logs; see {@link
 * FunctionGraphAsyncClientBuilder#listener}.
 *
 * <p>Each {@link #sent} is followed by exactly one {@link #answered} or {@link #failed}, and where the request will be
 * sent again, then by {@link #retrying}. Of calls that block, the listener is called in the caller's thread; otherwise
 * in a thread of the executor's, or in the one that ends the call. It must be safe for several threads and should be
 * quick. An exception that it throws goes to the thread's uncaught exception handler, and changes nothing for the call.
 *
 * <pre>{@code
 * AttemptListener log = new AttemptListener() {
 *     @Override
 *     public void failed(OutgoingRequest request, FunctionGraphException failure, Duration elapsed) {
 *         System.err.println(request.operation() + ", attempt " + request.attempt() + ": " + failure.getMessage());
 *     }
 * };
 * }</pre>
 */
public interface AttemptListener {

    /** A request is about to be sent. */
    default void sent(OutgoingRequest request) {}

    /**
     * The answer came, and is a success.
     *
     * @param status the HTTP status
     * @param elapsed the time since it was sent
     */
    default void answered(OutgoingRequest request, int status, Duration elapsed) {}

    /**
     * The request was refused, or got no answer that counts; {@link FunctionGraphException#status()} tells these apart.
     *
     * @param elapsed the time since it was sent
     */
    default void failed(OutgoingRequest request, FunctionGraphException failure, Duration elapsed) {}

    /**
     * A request that failed will be sent again.
     *
     * @param request the attempt that failed
     * @param pause the time until the next attempt
     */
    default void retrying(OutgoingRequest request, FunctionGraphException failure, Duration pause) {}
}
