package dev.functiongraph.async.server.invocation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The log lines of attempts that are settled. */
final class AttemptLog {
    private static final Logger log = LoggerFactory.getLogger(AttemptLog.class);

    private AttemptLog() {}

    /** @param valid whether the attempt still had its lease */
    static void settled(RunningAttempt run, Settlement settlement, boolean valid) {
        // Valid first: one that has just ended may be taken for canceled, as its invocation runs no more.
        if (valid) {
            settlement.visit(new Lines(run));
        } else if (run.isCanceled()) {
            log.info("{} was canceled", run);
        } else {
            log.warn("{} lost its lease; its outcome is ignored", run);
        }
    }

    private record Lines(RunningAttempt run) implements Settlement.Visitor<Void> {
        @Override
        public Void succeeded(Settlement.Succeeded succeeded) {
            log.debug("{} succeeded", run);
            return null;
        }

        @Override
        public Void failed(Settlement.Failed failed) {
            log.warn("{} failed: {}", run, failed.message());
            return null;
        }

        @Override
        public Void discarded(Settlement.Discarded discarded) {
            log.warn("{} was discarded: {}", run, discarded.message());
            return null;
        }

        /** Of what cannot be run the circuit breaker tells, once for all that waits. */
        @Override
        public Void requeued(Settlement.Requeued requeued) {
            boolean ran = run.reported.isPresent() && run.reported.get() instanceof Outcome.FunctionError;
            log.atLevel(ran ? Level.INFO : Level.DEBUG).log("{} will be retried: {}", run, requeued.message());
            return null;
        }
    }
}
