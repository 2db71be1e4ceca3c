package dev.functiongraph.async.server.store.sqlite;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.InvocationMaintenance;
import dev.functiongraph.async.server.invocation.InvocationStore.Settings;
import dev.functiongraph.async.server.invocation.Settlement;
import dev.functiongraph.async.server.invocation.SteadyClock;
import dev.functiongraph.async.server.store.sql.Moment;
import dev.functiongraph.async.server.store.sql.Session;
import dev.functiongraph.async.server.units.Units;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The chores of the queue in an SQLite database. There is no other node. Thread-safe. */
final class SqliteMaintenance implements InvocationMaintenance {
    private static final Logger log = LoggerFactory.getLogger(SqliteMaintenance.class);

    /** If the system's clock is set back while no server runs, what was accepted last waits so much longer at most. */
    private static final Duration ROW_INTERVAL = Duration.ofSeconds(10);

    private final BatchWriter writer;
    private final SteadyClock clock;
    private final Settings settings;
    private final InvocationTable invocations;
    private final WaitingCounts waiting;
    private final AcceptanceTimes times;
    private final DiskSpace disk;
    /** Used by the writer alone. */
    private Instant nextRow = Instant.MIN;

    SqliteMaintenance(
            BatchWriter writer,
            SteadyClock clock,
            Settings settings,
            InvocationTable invocations,
            WaitingCounts waiting,
            AcceptanceTimes times,
            DiskSpace disk) {
        this.writer = writer;
        this.clock = clock;
        this.settings = settings;
        this.invocations = invocations;
        this.waiting = waiting;
        this.times = times;
        this.disk = disk;
    }

    @Override
    public CompletableFuture<Integer> requeueExpiredLeases(Instant now) {
        Moment at = Moment.of(clock, now);
        return writer.submit(on -> {
            waiting.outdated();
            return invocations.requeueExpiredLeases(at);
        });
    }

    @Override
    public CompletableFuture<List<Expired>> expired(Instant now, int limit) {
        return writer.submit(on -> invocations.expired(now, limit));
    }

    @Override
    public CompletableFuture<Integer> discardAll(
            FunctionUrn function, Settlement.Discarded reason, Instant now, int limit) {
        return writer.submit(on -> {
            int discarded = invocations.discardAll(function, reason, Moment.of(clock, now), limit);
            waiting.change(function, -discarded);
            return discarded;
        });
    }

    @Override
    public void onCutOff(Runnable stop) {}

    @Override
    public boolean isCutOff() {
        return false;
    }

    @Override
    public CompletableFuture<Void> serve(Set<FunctionUrn> functions) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Map<FunctionUrn, Long>> waiting() {
        return writer.submit(on -> invocations.tally().waiting());
    }

    @Override
    public CompletableFuture<Void> keepUp() {
        Duration step = clock.step();
        if (!step.isZero()) {
            log.warn(
                    "The system clock was set {} {}, or the machine slept; what waits and runs goes on as before",
                    Units.text(step.abs()),
                    step.isNegative() ? "back" : "forward");
        }
        return writer.submit(on -> keepUp(on, step));
    }

    private Void keepUp(Session on, Duration step) throws SQLException {
        // A tool beside this server may have made something wait.
        waiting.outdated();
        times.read();
        disk.reusable(invocations.freeBytes());
        // Not while nothing goes on: an idle server writes nothing.
        Instant now = clock.instant();
        if (!step.isZero() || (!now.isBefore(nextRow) && invocations.tally().anyWaitsOrRuns())) {
            ServerRow.write(on, clock, settings.backlog(), settings.minFreeBytes());
            nextRow = now.plus(ROW_INTERVAL);
        }
        return null;
    }

    @Override
    public CompletableFuture<Integer> purge(Instant endedBefore, long keep, int limit) {
        return writer.submit(on -> invocations.purge(endedBefore, keep, limit));
    }

    @Override
    public CompletableFuture<Integer> purgeLogs(long keepBytes, int limit) {
        return writer.submit(on -> LogTable.purge(on, keepBytes, limit));
    }
}
