package dev.functiongraph.async.server.process;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.jul.LevelChangePropagator;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Map;
import org.slf4j.Logger;

/**
 * The configuration of the log, in Java because reading one in XML would make each start 0.2 s longer. Somebody else's
 * {@code logback.xml}, or the file that the system property {@code logback.configurationFile} names, has precedence.
 */
public final class LogConfigurator extends ContextAwareBase implements Configurator {
    /** The stack trace of a Java function's failure is text already: see HandlerFailure. */
    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX, UTC} %-5level %logger{0}"
            + " %replace(%msg){'[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]+', ' '}%n%X{stackTrace}%ex{8}";

    private static final Map<String, Level> LEVELS = Map.of(
            // These repeat what was sent, which is refused anyway.
            "org.eclipse.jetty.util.HostPort",
            Level.ERROR,
            "org.eclipse.jetty.http.HttpParser",
            Level.ERROR,
            Logger.ROOT_LOGGER_NAME,
            Level.WARN,
            "dev.functiongraph",
            Level.INFO,
            // It warns of a resource whose annotations stand on its generated interface, where they should be.
            "org.glassfish.jersey.internal.inject.Providers",
            Level.ERROR,
            // A connection to a container that times out while it is opened, with a stack trace; the attempt says so.
            "org.eclipse.jetty.io.ManagedSelector",
            Level.ERROR,
            // What these fail at is said in this program's own words.
            "org.sqlite",
            Level.OFF,
            "org.flywaydb",
            Level.OFF,
            "org.postgresql",
            Level.OFF,
            "com.zaxxer.hikari",
            Level.OFF);

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty("logback.configurationFile") != null || has("logback-test.xml") || has("logback.xml")) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        LevelChangePropagator levels = new LevelChangePropagator();
        levels.setContext(context);
        levels.setResetJUL(true);
        levels.start();
        context.addListener(levels);
        OutOfMemoryFilter outOfMemory = new OutOfMemoryFilter();
        outOfMemory.setContext(context);
        outOfMemory.start();
        context.addTurboFilter(outOfMemory);
        LEVELS.forEach((logger, level) -> context.getLogger(logger).setLevel(level));
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(standardError(context));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static boolean has(String file) {
        return ClassLoader.getSystemResource(file) != null;
    }

    /** It never blocks: see {@link StandardStreams}. */
    private static ConsoleAppender<ILoggingEvent> standardError(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName("STDERR");
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }
}
