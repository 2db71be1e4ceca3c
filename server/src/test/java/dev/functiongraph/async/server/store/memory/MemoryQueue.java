package dev.functiongraph.async.server.store.memory;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.ErrorCode;
import dev.functiongraph.async.server.invocation.Invocation;
import dev.functiongraph.async.server.invocation.InvocationMaintenance;
import dev.functiongraph.async.server.invocation.InvocationQueue;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.invocation.InvocationStore.Settings;
import dev.functiongraph.async.server.invocation.Settlement;
import dev.functiongraph.async.server.invocation.SteadyClock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The queue of a {@link MemoryStore}, with its maintenance. Thread-safe. */
class MemoryQueue implements InvocationQueue, InvocationMaintenance {
    private final MemoryData data;
    private final SteadyClock clock;
    private final Settings settings;

    MemoryQueue(MemoryData data, SteadyClock clock, Settings settings) {
        this.data = data;
        this.clock = clock;
        this.settings = settings;
    }

    @Override
    public SteadyClock clock() {
        return clock;
    }

    @Override
    public CompletableFuture<Enqueued> enqueue(Invocation invocation, Supplier<Optional<Lease>> lease) {
        return write(() -> {
            Instant now = clock.instant();
            boolean anyIsDue = due(invocation.function(), now).findAny().isPresent();
            Optional<Lease> free = anyIsDue ? Optional.empty() : lease.get();
            if (free.isPresent()) {
                start(store(invocation), free.get().until());
                return Enqueued.CLAIMED;
            }
            return add(invocation).map(Enqueued::refused).orElse(Enqueued.WAITING);
        });
    }

    private Optional<String> add(Invocation invocation) {
        long inAll = count(InvocationStatus.WAIT, null);
        long own = count(InvocationStatus.WAIT, invocation.function());
        if (inAll >= settings.backlog().inAll() || own >= settings.backlog().perFunction()) {
            return Optional.of("the backlog is full");
        }
        store(invocation);
        return Optional.empty();
    }

    private MemoryRow store(Invocation invocation) {
        MemoryRow row = new MemoryRow(data.nextSequence(), invocation, clock.wallTime());
        data.add(row);
        return row;
    }

    private long count(InvocationStatus status, FunctionUrn function) {
        return data.rows()
                .filter(row -> row.status == status)
                .filter(row -> function == null || row.invocation.function().equals(function))
                .count();
    }

    @Override
    public CompletableFuture<Claim> claim(FunctionUrn function, ClaimLimit limit, Instant now, Lease lease) {
        return write(() -> {
            int most = limit.most();
            if (most == 0) {
                return Claim.NOTHING;
            }
            List<Attempt> claimed = due(function, now).limit(most).toList().stream()
                    .map(row -> start(row, lease.until()))
                    .toList();
            limit.found(claimed.size());
            return new Claim(
                    claimed, claimable(function, now).map(row -> row.dueAt).findFirst());
        });
    }

    private Stream<MemoryRow> due(FunctionUrn function, Instant now) {
        return claimable(function, now).filter(row -> !row.dueAt.isAfter(now));
    }

    private Stream<MemoryRow> claimable(FunctionUrn function, Instant now) {
        return data.rows()
                .filter(row -> row.status == InvocationStatus.WAIT
                        && row.invocation.function().equals(function)
                        && !row.isExpired(now))
                .sorted(Comparator.comparing((MemoryRow row) -> row.dueAt).thenComparing(row -> row.sequence));
    }

    private Attempt start(MemoryRow row, Instant leaseUntil) {
        row.status = InvocationStatus.RUNNING;
        row.attempt++;
        row.startedAt = clock.wallTime();
        row.dueAt = leaseUntil;
        return row.attempt();
    }

    @Override
    public CompletableFuture<Void> renew(Collection<Attempt> attempts, Instant leaseUntil) {
        return write(() -> {
            attempts.forEach(attempt -> data.find(attempt.invocation().requestId())
                    .filter(row -> row.is(InvocationStatus.RUNNING, attempt))
                    .ifPresent(row -> row.dueAt = leaseUntil));
            return null;
        });
    }

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
            Attempt attempt, Settlement settlement, Optional<Invocation> next, Instant now, byte[] log) {
        return write(() -> {
            if (log.length > 0) {
                data.addLog(attempt, now, log);
            }
            return end(InvocationStatus.RUNNING, attempt, settlement, next, now);
        });
    }

    @Override
    public CompletableFuture<Settled> discard(
            Attempt waiting, Settlement.Discarded reason, Optional<Invocation> next, Instant now) {
        return write(() -> end(InvocationStatus.WAIT, waiting, reason, next, now));
    }

    private Settled end(
            InvocationStatus from, Attempt attempt, Settlement settlement, Optional<Invocation> next, Instant now) {
        Optional<MemoryRow> found = data.find(attempt.invocation().requestId()).filter(row -> row.is(from, attempt));
        if (found.isEmpty()) {
            return Settled.OUTDATED;
        }
        MemoryRow row = found.get();
        settlement.visit(new MemorySettlement(row, now, clock.wallTime()));
        if (from == InvocationStatus.RUNNING) {
            row.recordAttempt(row.status.name(), row.message, clock.wallTime());
        }
        return new Settled(true, next.flatMap(this::add));
    }

    @Override
    public CompletableFuture<Optional<Canceled>> cancel(UUID requestId, FunctionUrn function, Instant now) {
        return write(() -> data.find(requestId)
                .filter(row -> row.invocation.function().equals(function))
                .map(row -> cancel(row, now)));
    }

    private Canceled cancel(MemoryRow row, Instant now) {
        boolean running = row.status == InvocationStatus.RUNNING;
        if (!row.status.isEnd()) {
            InvocationStatus end = running ? InvocationStatus.FAIL : InvocationStatus.DISCARD;
            row.end(end, ErrorCode.CANCELED, "function invocation canceled", now, clock.wallTime());
            if (running) {
                row.recordAttempt(end.name(), row.message, clock.wallTime());
            }
        }
        return new Canceled(row.status, running);
    }

    @Override
    public CompletableFuture<Integer> requeueExpiredLeases(Instant now) {
        return write(() -> {
            List<MemoryRow> expired = data.rows()
                    .filter(row -> row.status == InvocationStatus.RUNNING && !row.dueAt.isAfter(now))
                    .toList();
            expired.forEach(row -> row.lose("its lease ended", now, clock.wallTime()));
            return expired.size();
        });
    }

    @Override
    public CompletableFuture<List<Expired>> expired(Instant now, int limit) {
        return write(() -> data.rows()
                .filter(row -> row.status == InvocationStatus.WAIT && row.isExpired(now))
                .sorted(Comparator.comparing(row -> row.invocation.expiresAt()))
                .limit(limit)
                .map(row -> new Expired(row.attempt(), row.message))
                .toList());
    }

    @Override
    public CompletableFuture<Integer> discardAll(
            FunctionUrn function, Settlement.Discarded reason, Instant now, int limit) {
        return write(() -> {
            List<MemoryRow> waiting = data.rows()
                    .filter(row -> row.status == InvocationStatus.WAIT
                            && row.invocation.function().equals(function))
                    .limit(limit)
                    .toList();
            waiting.forEach(
                    row -> row.end(InvocationStatus.DISCARD, reason.code(), reason.message(), now, clock.wallTime()));
            return waiting.size();
        });
    }

    @Override
    public CompletableFuture<Map<FunctionUrn, Long>> waiting() {
        return write(() -> data.rows()
                .filter(row -> row.status == InvocationStatus.WAIT)
                .collect(Collectors.groupingBy(row -> row.invocation.function(), Collectors.counting())));
    }

    @Override
    public CompletableFuture<Void> keepUp() {
        return write(() -> {
            data.remember(clock);
            return null;
        });
    }

    @Override
    public CompletableFuture<Integer> purge(Instant endedBefore, long keep, int limit) {
        return write(() -> {
            List<MemoryRow> ended = data.rows()
                    .filter(row -> row.status.isEnd())
                    .sorted(Comparator.comparing(row -> row.dueAt))
                    .toList();
            long surplus = Math.max(0, ended.size() - keep);
            List<MemoryRow> purged = Stream.concat(
                            ended.stream().limit(Math.min(limit, surplus)),
                            ended.stream().skip(surplus).filter(row -> row.dueAt.isBefore(endedBefore)))
                    .limit(limit)
                    .toList();
            purged.forEach(data::purge);
            return purged.size();
        });
    }

    @Override
    public CompletableFuture<Integer> purgeLogs(long keepBytes, int limit) {
        return write(() -> data.purgeLogs(keepBytes));
    }

    private <T> CompletableFuture<T> write(Supplier<T> work) {
        synchronized (data) {
            return CompletableFuture.completedFuture(work.get());
        }
    }
}
