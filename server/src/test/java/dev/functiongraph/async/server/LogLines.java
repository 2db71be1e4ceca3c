package dev.functiongraph.async.server;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** The lines that the server logs during a test. */
public final class LogLines implements AutoCloseable {
    private final Logger logger;
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    public LogLines() {
        this("dev.functiongraph");
    }

    private LogLines(String name) {
        logger = (Logger) LoggerFactory.getLogger(name);
        // Others log while a test reads.
        appender.list = new CopyOnWriteArrayList<>();
        appender.start();
        logger.addAppender(appender);
    }

    /** Those of the libraries, too. */
    public static LogLines ofAll() {
        return new LogLines(Logger.ROOT_LOGGER_NAME);
    }

    /** Level and message of each line that holds the text. */
    public List<String> with(String text) {
        return appender.list.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .filter(line -> line.contains(text))
                .toList();
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
    }
}
