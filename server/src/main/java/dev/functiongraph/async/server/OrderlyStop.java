package dev.functiongraph.async.server;

import dev.functiongraph.async.server.process.ExitStatus;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The graceful stop of a server, which is reported while it lasts, and given up after a limit. */
final class OrderlyStop {
    private static final Logger log = LoggerFactory.getLogger(OrderlyStop.class);
    /** The time that a stop may take beyond the drain timeout. */
    private static final Duration MARGIN = Duration.ofSeconds(4);

    private static final Duration REPORT_INTERVAL = Duration.ofSeconds(3);
    private static final long TICK_MILLIS = 100;

    private final FunctionGraphServer server;
    private final Thread closing;

    OrderlyStop(FunctionGraphServer server) {
        this.server = server;
        this.closing = new Thread(server::close, "stop");
    }

    /** @return the status for the process to end with: the given one if the server has stopped in time */
    int run(int status) throws InterruptedException {
        Duration limit = server.drainTimeout().plus(MARGIN);
        long start = System.nanoTime();
        long nextReport = 0;
        closing.setDaemon(true);
        closing.start();
        while (closing.isAlive()) {
            long elapsed = System.nanoTime() - start;
            if (elapsed > limit.toNanos()) {
                log.error("Not stopped within {} s; what still runs is run again at the next start", limit.toSeconds());
                return ExitStatus.NOT_STOPPED_IN_TIME;
            }
            if (elapsed >= nextReport) {
                log.info("Stopping; attempts that still run: {}", server.attemptsUnderWay());
                nextReport += REPORT_INTERVAL.toNanos();
            }
            server.failExiting();
            closing.join(TICK_MILLIS);
        }
        log.info("Stopped");
        return status;
    }
}
