package dev.functiongraph.async.contract;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.functiongraph.async.server.runtime.EchoFunction;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** The demo function's lines in the server's log. */
final class FunctionLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;

    private final Logger logger = (Logger) LoggerFactory.getLogger(EchoFunction.class);
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    FunctionLog() {
        setContext(logger.getLoggerContext());
        start();
        logger.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.add(event.getFormattedMessage());
    }

    /** The first line that bears the id, as soon as there is one. */
    String lineOf(String requestId) throws InterruptedException {
        for (String line = next(); line != null; line = next()) {
            if (line.contains(requestId)) {
                return line;
            }
        }
        throw new AssertionError("the function's log has no line with " + requestId);
    }

    private String next() throws InterruptedException {
        return lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        logger.detachAppender(this);
    }
}
