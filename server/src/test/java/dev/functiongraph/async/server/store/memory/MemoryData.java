package dev.functiongraph.async.server.store.memory;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.Attempt;
import dev.functiongraph.async.server.invocation.Backoff;
import dev.functiongraph.async.server.invocation.InvocationRecords.LogEntry;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.invocation.SteadyClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The content of a {@link MemoryStore}, which stays when the store is closed. Used under its own lock. */
final class MemoryData {
    final Set<FunctionUrn> accepted = new HashSet<>();
    final long[] purged = new long[InvocationStatus.values().length];
    private final Map<UUID, MemoryRow> rows = new LinkedHashMap<>();
    /** In the order in which they were stored. */
    final Map<LogEntry, byte[]> logs = new LinkedHashMap<>();

    private long sequence;
    private Instant steady;
    private Instant wall;

    long nextSequence() {
        return ++sequence;
    }

    void add(MemoryRow row) {
        rows.put(row.invocation.requestId(), row);
        accepted.add(row.invocation.function());
    }

    Stream<MemoryRow> rows() {
        return rows.values().stream();
    }

    Optional<MemoryRow> find(UUID requestId) {
        return Optional.ofNullable(rows.get(requestId));
    }

    void addLog(Attempt attempt, Instant now, byte[] text) {
        UUID id = attempt.invocation().requestId();
        if (rows.containsKey(id)) {
            logs.put(new LogEntry(id, attempt.number(), now), text);
        }
    }

    int purgeLogs(long keepBytes) {
        int before = logs.size();
        while (logs.values().stream().mapToLong(text -> text.length).sum() > keepBytes) {
            logs.remove(logs.keySet().iterator().next());
        }
        return before - logs.size();
    }

    void purge(MemoryRow row) {
        rows.remove(row.invocation.requestId());
        logs.keySet().removeIf(log -> log.requestId().equals(row.invocation.requestId()));
        purged[row.status.ordinal()]++;
    }

    void remember(SteadyClock clock) {
        steady = clock.instant();
        wall = clock.wallTime();
    }

    /** The steady clock goes on where the last one stopped. */
    SteadyClock clock(Clock system, LongSupplier nanos) {
        Instant now = system.instant();
        if (steady == null) {
            return new SteadyClock(system, nanos, now);
        }
        Duration passed = Duration.between(wall, now);
        return new SteadyClock(system, nanos, passed.isNegative() ? steady : steady.plus(passed));
    }

    void recover(SteadyClock clock, Backoff pause, Predicate<FunctionUrn> isInProcess) {
        List<MemoryRow> ran =
                rows().filter(row -> row.status == InvocationStatus.RUNNING).toList();
        long inProcess = ran.stream()
                .filter(row -> isInProcess.test(row.invocation.function()))
                .count();
        for (MemoryRow row : ran) {
            row.lost++;
            row.lostAlone += inProcess == 1 && isInProcess.test(row.invocation.function()) ? 1 : 0;
            row.lose("the server ended", clock.instant().plus(pause.before(row.lost)), clock.wallTime());
        }
    }
}
