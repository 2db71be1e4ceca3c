package dev.functiongraph.async.server.process;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.slf4j.Marker;

/**
 * The detection of OutOfMemoryErrors in the log: the server and its libraries catch whatever is thrown on their
 * threads, log it, and go on. The logging of functions is ignored.
 */
public final class OutOfMemoryFilter extends TurboFilter {
    private static final String[] OWN = {"dev.functiongraph.async.server", "org.eclipse.jetty", "org.glassfish"};

    @Override
    public FilterReply decide(
            Marker marker, Logger logger, Level level, String format, Object[] parameters, Throwable thrown) {
        if (level.isGreaterOrEqual(Level.WARN) && isOwn(logger.getName())) {
            OutOfMemory.check(thrown);
            if (parameters != null
                    && parameters.length > 0
                    && parameters[parameters.length - 1] instanceof Throwable last) {
                OutOfMemory.check(last);
            }
        }
        return FilterReply.NEUTRAL;
    }

    private static boolean isOwn(String logger) {
        for (String prefix : OWN) {
            if (logger.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
