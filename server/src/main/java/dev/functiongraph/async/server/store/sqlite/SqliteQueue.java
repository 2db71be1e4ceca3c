package dev.functiongraph.async.server.store.sqlite;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.Invocation;
import dev.functiongraph.async.server.invocation.InvocationMaintenance;
import dev.functiongraph.async.server.invocation.InvocationQueue;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.invocation.InvocationStore.Settings;
import dev.functiongraph.async.server.invocation.Settlement;
import dev.functiongraph.async.server.invocation.SteadyClock;
import dev.functiongraph.async.server.store.sql.BatchWriter;
import dev.functiongraph.async.server.store.sql.Moment;
import dev.functiongraph.async.server.store.sql.Session;
import dev.functiongraph.async.server.store.sql.WriteGuard;
import dev.functiongraph.async.server.units.Units;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The queue in an SQLite database, with its maintenance. Thread-safe. */
final class SqliteQueue implements InvocationQueue, InvocationMaintenance, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SqliteQueue.class);
    private static final int MAX_WAITING_WRITES = 10_000;
    /** If the system's clock is set back while no server runs, what was accepted last waits so much longer at most. */
    private static final Duration ROW_INTERVAL = Duration.ofSeconds(10);

    private static final String NO_ROOM = "the server's disk is nearly full; nothing was queued";

    private static final byte[] NO_OUTPUT = {};

    private final Session session;
    private final Settings settings;
    private final SteadyClock clock;
    private final InvocationTable invocations;
    private final WaitingCounts waiting;
    private final BatchWriter writer;
    private final AcceptanceTimes times;
    private final DiskSpace disk;
    /** Used by the writer alone. */
    private Instant nextRow = Instant.MIN;

    /**
     * Takes a session over. What the last server was running waits again.
     *
     * @param wall the system's clock
     * @param nanos nanoseconds that only grow
     */
    SqliteQueue(Session session, WriteGuard guard, Path dataDir, Settings settings, Clock wall, LongSupplier nanos)
            throws SQLException {
        this.session = session;
        this.settings = settings;
        this.invocations = new InvocationTable(session);
        TallyTable tally = invocations.tally();
        this.clock = session.inTransaction(on -> begin(on, tally, settings, wall, nanos));
        this.waiting = new WaitingCounts(session, tally, settings.backlog());
        this.times = new AcceptanceTimes(session);
        this.disk = new DiskSpace(dataDir, settings.minFreeBytes());
        this.writer = new BatchWriter(session, guard, MAX_WAITING_WRITES);
    }

    private static SteadyClock begin(Session on, TallyTable tally, Settings settings, Clock wall, LongSupplier nanos)
            throws SQLException {
        SteadyClock clock = ServerRow.clock(ServerRow.read(on), wall, nanos);
        int lost = LostAttempts.recover(
                on, tally, moment(clock, clock.instant()), settings.isInProcess(), settings.afterCrash()::before);
        if (lost > 0) {
            log.warn("Attempts that ran when the last server ended without a word: {}; they are run again", lost);
        }
        ServerRow.write(on, clock, settings.backlog(), settings.minFreeBytes());
        return clock;
    }

    private static Moment moment(SteadyClock clock, Instant steady) {
        return new Moment(steady.toEpochMilli(), clock.wallTime().toEpochMilli());
    }

    @Override
    public SteadyClock clock() {
        return clock;
    }

    /** Invariants 1 and 8: the future completes after the commit, and only if there was room in the backlog. */
    @Override
    public CompletableFuture<Enqueued> enqueue(Invocation invocation, Supplier<Optional<Lease>> lease) {
        // Invariant 8: refused before the disk is full, because then even what is queued could not be settled.
        if (!disk.hasRoom()) {
            return CompletableFuture.completedFuture(Enqueued.refused(NO_ROOM));
        }
        return writer.submitLast(
                on -> {
                    Optional<Lease> free =
                            waiting.anyIsDue(invocation.function(), clock.instant()) ? Optional.empty() : lease.get();
                    if (free.isPresent()) {
                        insert(invocation, free.map(Lease::until));
                        return Enqueued.CLAIMED;
                    }
                    return add(invocation).map(Enqueued::refused).orElse(Enqueued.WAITING);
                },
                on -> {
                    waiting.outdated();
                    invocations.withdraw(invocation.requestId());
                });
    }

    private Optional<String> add(Invocation invocation) throws SQLException {
        Optional<String> refusal = waiting.add(invocation.function());
        if (refusal.isEmpty()) {
            insert(invocation, Optional.empty());
        }
        return refusal;
    }

    /** With the time of this moment, at which its place in the order of acceptance is certain. */
    private void insert(Invocation invocation, Optional<Instant> leaseUntil) throws SQLException {
        long wallTime = clock.wallTime().toEpochMilli();
        invocations.insert(invocation, wallTime, leaseUntil);
        times.inserted(wallTime);
    }

    @Override
    public CompletableFuture<Claim> claim(FunctionUrn function, ClaimLimit limit, Instant now, Lease lease) {
        List<Attempt> claimed = new ArrayList<>();
        return writer.submit(
                on -> {
                    claimed.clear();
                    int most = limit.most();
                    if (most == 0) {
                        return Claim.NOTHING;
                    }
                    claimed.addAll(invocations.claim(function, most, moment(clock, now), lease.until()));
                    waiting.change(function, -claimed.size());
                    limit.found(claimed.size());
                    Optional<Instant> nextDue = invocations.nextDue(function, now);
                    if (claimed.size() < most) {
                        waiting.nextIsDue(function, nextDue.orElse(Instant.MAX));
                    }
                    return new Claim(List.copyOf(claimed), nextDue);
                },
                on -> {
                    waiting.outdated();
                    invocations.unclaim(claimed, now);
                });
    }

    @Override
    public CompletableFuture<Void> renew(Collection<Attempt> attempts, Instant leaseUntil) {
        return writer.submit(on -> renewAll(attempts, leaseUntil));
    }

    private Void renewAll(Collection<Attempt> attempts, Instant leaseUntil) throws SQLException {
        for (Attempt attempt : attempts) {
            invocations.renew(attempt, leaseUntil);
        }
        return null;
    }

    /** There is no other node. */
    @Override
    public CompletableFuture<List<Attempt>> outdated(Collection<Attempt> running) {
        return CompletableFuture.completedFuture(List.of());
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
    public CompletableFuture<Settled> settle(
            Attempt attempt, Settlement settlement, Optional<Invocation> next, Instant now, byte[] output) {
        return end(InvocationStatus.RUNNING, attempt, settlement, next, now, output);
    }

    @Override
    public CompletableFuture<Settled> discard(
            Attempt waits, Settlement.Discarded reason, Optional<Invocation> next, Instant now) {
        return end(InvocationStatus.WAIT, waits, reason, next, now, NO_OUTPUT);
    }

    /** Invariant 5: an attempt ends, its invocation waits again, and what follows is stored, in one transaction. */
    private CompletableFuture<Settled> end(
            InvocationStatus from,
            Attempt attempt,
            Settlement settlement,
            Optional<Invocation> next,
            Instant now,
            byte[] output) {
        Moment at = moment(clock, now);
        return writer.submit(on -> {
            // Invariant 8: not on a disk that is nearly full.
            if (output.length > 0 && disk.hasRoom()) {
                LogTable.insert(on, attempt, now, output);
            }
            if (!invocations.end(from, attempt, settlement, at)) {
                return Settled.OUTDATED;
            }
            if (from == InvocationStatus.WAIT) {
                waiting.change(attempt.invocation().function(), -1);
            } else if (settlement instanceof Settlement.Requeued) {
                waiting.change(attempt.invocation().function(), 1);
            }
            return new Settled(true, next.isPresent() ? follow(next.get()) : Optional.empty());
        });
    }

    /** Invariant 8 holds for what a destination is told, too. */
    private Optional<String> follow(Invocation next) throws SQLException {
        return disk.hasRoom() ? add(next) : Optional.of(NO_ROOM);
    }

    @Override
    public CompletableFuture<Integer> requeueExpiredLeases(Instant now) {
        Moment at = moment(clock, now);
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
            int discarded = invocations.discardAll(function, reason, moment(clock, now), limit);
            waiting.change(function, -discarded);
            return discarded;
        });
    }

    @Override
    public CompletableFuture<Optional<Canceled>> cancel(UUID requestId, FunctionUrn function, Instant now) {
        Moment at = moment(clock, now);
        return writer.submit(on -> {
            waiting.outdated();
            return invocations.cancel(requestId, function, at);
        });
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

    @Override
    public void close() throws SQLException {
        try {
            writer.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        session.close();
    }
}
