package dev.functiongraph.async.server.runtime.child;

import dev.functiongraph.async.server.runtime.FunctionContext;
import dev.functiongraph.async.server.runtime.FunctionHandler;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The one Java class of all functions whose handler a test writes: it is found by the function's name. */
public final class TestHandler implements FunctionHandler {
    private static final Map<String, FunctionHandler> HANDLERS = new ConcurrentHashMap<>();

    static void register(String functionName, FunctionHandler handler) {
        HANDLERS.put(functionName, handler);
    }

    @Override
    public String handle(String event, FunctionContext context) throws Exception {
        return Objects.requireNonNull(HANDLERS.get(context.functionName())).handle(event, context);
    }
}
