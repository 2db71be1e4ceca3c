package dev.functiongraph.async.server.invocation;

import dev.functiongraph.async.server.function.FunctionUrn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work that time alone brings about: leases end, events expire, records are deleted. Used by one thread at a time.
 */
final class Housekeeping {
    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
    private static final int PURGE_BATCH = 1_000;
    /** Some are large. */
    private static final int LOG_PURGE_BATCH = 200;
    /** Between two looks at all logs; by as much as is written meanwhile they may be too large. */
    private static final Duration LOG_PURGE_INTERVAL = Duration.ofSeconds(10);

    private final InvocationQueue queue;
    private final InvocationMaintenance maintenance;
    private final RunningAttempts running;
    private final Discards discards;
    private final RemovedFunctions removed;
    private final InvocationEngine.Settings settings;
    private final AtomicBoolean purging = new AtomicBoolean();
    private final AtomicBoolean purgingLogs = new AtomicBoolean();
    private Instant nextLogPurge = Instant.MIN;

    Housekeeping(
            InvocationQueue queue,
            InvocationMaintenance maintenance,
            RunningAttempts running,
            Discards discards,
            RemovedFunctions removed,
            InvocationEngine.Settings settings) {
        this.queue = queue;
        this.maintenance = maintenance;
        this.running = running;
        this.discards = discards;
        this.removed = removed;
        this.settings = settings;
    }

    Result run(Instant now) {
        StoreFutures.await(maintenance.keepUp());
        renewLeases(now);
        running.stop(StoreFutures.await(queue.outdated(running.all())));
        StoreFutures.await(maintenance.requeueExpiredLeases(now));
        boolean more = discards.expired(now);
        if (purging.compareAndSet(false, true)) {
            purge(now);
        }
        if (!now.isBefore(nextLogPurge) && purgingLogs.compareAndSet(false, true)) {
            nextLogPurge = now.plus(LOG_PURGE_INTERVAL);
            purgeLogs();
        }
        Map<FunctionUrn, Long> waiting = StoreFutures.await(maintenance.waiting());
        removed.look(waiting, now);
        return new Result(waiting.keySet(), more);
    }

    /**
     * The result of a run.
     *
     * @param waiting the functions for which invocations wait
     * @param more whether the next run has work at once
     */
    record Result(Set<FunctionUrn> waiting, boolean more) {}

    /** Invariant 4: what still runs keeps its lease. */
    private void renewLeases(Instant now) {
        Duration margin = settings.leaseMargin();
        List<Attempt> overdue = running.withLeasesUntil(now.plus(margin));
        if (!overdue.isEmpty()) {
            StoreFutures.await(queue.renew(overdue, now.plus(margin).plus(margin)));
        }
    }

    /** In small pieces, so that other writes get their turn. */
    private void purge(Instant now) {
        maintenance
                .purge(now.minus(settings.retentionAge()), settings.retentionCount(), PURGE_BATCH)
                .whenComplete((deleted, failure) -> {
                    if (failure == null && deleted >= PURGE_BATCH) {
                        purge(now);
                        return;
                    }
                    if (failure != null && !StoreException.isLogged(failure)) {
                        log.error("Records could not be deleted; will retry", failure);
                    }
                    purging.set(false);
                });
    }

    private void purgeLogs() {
        maintenance.purgeLogs(settings.logBytes(), LOG_PURGE_BATCH).whenComplete((deleted, failure) -> {
            if (failure == null && deleted >= LOG_PURGE_BATCH) {
                purgeLogs();
                return;
            }
            if (failure != null && !StoreException.isLogged(failure)) {
                log.error("Logs of functions could not be deleted; will retry", failure);
            }
            purgingLogs.set(false);
        });
    }
}
