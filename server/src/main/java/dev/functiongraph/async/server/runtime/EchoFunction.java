package dev.functiongraph.async.server.runtime;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The demo catalog's function, which logs its event and returns it. */
public final class EchoFunction implements FunctionHandler {
    private static final Logger log = LoggerFactory.getLogger(EchoFunction.class);

    @Override
    public String handle(String event, FunctionContext context) {
        log.info("{} attempt {} of {}: {}", context.requestId(), context.attempt(), context.functionName(), event);
        return event;
    }
}
