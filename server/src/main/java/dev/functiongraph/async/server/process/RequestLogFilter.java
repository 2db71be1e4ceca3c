package dev.functiongraph.async.server.process;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * The omission of what libraries log of requests below INFO, whatever levels are configured: it contains their headers,
 * tokens among them.
 */
public final class RequestLogFilter extends TurboFilter {
    private static final String[] LIBRARIES = {"org.eclipse.jetty", "org.glassfish"};

    private RequestLogFilter() {}

    /** Adds it to the log of this process, once. */
    public static synchronized void install() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context
                && context.getTurboFilterList().stream().noneMatch(RequestLogFilter.class::isInstance)) {
            install(context);
        }
    }

    static void install(LoggerContext context) {
        add(context);
        context.addListener(new Again());
    }

    private static void add(LoggerContext context) {
        RequestLogFilter filter = new RequestLogFilter();
        filter.setContext(context);
        filter.start();
        context.addTurboFilter(filter);
    }

    /** The return of the filter when the log is configured anew, which takes all filters out. */
    private static final class Again implements LoggerContextListener {
        @Override
        public boolean isResetResistant() {
            return true;
        }

        @Override
        public void onReset(LoggerContext context) {
            add(context);
        }

        @Override
        public void onStart(LoggerContext context) {}

        @Override
        public void onStop(LoggerContext context) {}

        @Override
        public void onLevelChange(Logger logger, Level level) {}
    }

    @Override
    public FilterReply decide(
            Marker marker, Logger logger, Level level, String format, Object[] parameters, Throwable thrown) {
        if (level.isGreaterOrEqual(Level.INFO)) {
            return FilterReply.NEUTRAL;
        }
        for (String library : LIBRARIES) {
            if (logger.getName().startsWith(library)) {
                return FilterReply.DENY;
            }
        }
        return FilterReply.NEUTRAL;
    }
}
