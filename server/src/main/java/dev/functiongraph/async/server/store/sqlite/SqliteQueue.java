package dev.functiongraph.async.server.store.sqlite;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.Invocation;
import dev.functiongraph.async.server.invocation.InvocationQueue;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.invocation.Settlement;
import dev.functiongraph.async.server.invocation.SteadyClock;
import dev.functiongraph.async.server.store.sql.Moment;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The queue in an SQLite database. Thread-safe. */
final class SqliteQueue implements InvocationQueue {
    private static final String NO_ROOM = "the server's disk is nearly full; nothing was queued";
    private static final byte[] NO_OUTPUT = {};

    private final BatchWriter writer;
    private final SteadyClock clock;
    private final InvocationTable invocations;
    private final WaitingCounts waiting;
    private final AcceptanceTimes times;
    private final DiskSpace disk;

    SqliteQueue(
            BatchWriter writer,
            SteadyClock clock,
            InvocationTable invocations,
            WaitingCounts waiting,
            AcceptanceTimes times,
            DiskSpace disk) {
        this.writer = writer;
        this.clock = clock;
        this.invocations = invocations;
        this.waiting = waiting;
        this.times = times;
        this.disk = disk;
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
                    claimed.addAll(invocations.claim(function, most, Moment.of(clock, now), lease.until()));
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
        Moment at = Moment.of(clock, now);
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
    public CompletableFuture<Optional<Canceled>> cancel(UUID requestId, FunctionUrn function, Instant now) {
        Moment at = Moment.of(clock, now);
        return writer.submit(on -> {
            waiting.outdated();
            return invocations.cancel(requestId, function, at);
        });
    }
}
