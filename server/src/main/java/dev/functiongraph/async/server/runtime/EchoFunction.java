package dev.functiongraph.async.server.runtime;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The demo catalog's function, which logs its event, in its own log and in the server's, and returns it. */
public final class EchoFunction implements FunctionHandler {
    private static final Logger log = LoggerFactory.getLogger(EchoFunction.class);

    @Override
    public String handle(String event, FunctionContext context) {
        context.log(event);
        log.info("{} attempt {} of {}: {}", context.requestId(), context.attempt(), context.functionName(), event);
        return event;
    }
}
