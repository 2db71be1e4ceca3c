package dev.functiongraph.async.server.runtime;

/**
 * A function that runs inside the server. Implementations have a public constructor without parameters; one instance
 * serves all invocations, on several threads at once, as many as the function's {@code concurrency}.
 *
 * <p>An event may come more than once, always with the same request id: handle it so that this does no harm.
 */
@FunctionalInterface
public interface FunctionHandler {

    /**
     * Runs the function for one event. When the function's timeout has passed, the thread is interrupted and the
     * attempt has failed, whatever this method still does.
     *
     * @param event one JSON object as text, exactly as the caller sent it; never null
     * @param context of this attempt
     * @return the result as text; null means none. More than 262,144 bytes of UTF-8 are recorded as an empty result
     * @throws Exception if the function fails, as it does with any other {@link Throwable}; its class and message are
     *     recorded, its stack trace is logged, and the attempt repeated as the function's settings say
     */
    String handle(String event, FunctionContext context) throws Exception;
}
