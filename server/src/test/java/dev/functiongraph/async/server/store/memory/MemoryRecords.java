package dev.functiongraph.async.server.store.memory;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.InvocationRecord;
import dev.functiongraph.async.server.invocation.InvocationRecords;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.invocation.Tally;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;

/** The records of a {@link MemoryStore}. Thread-safe. */
final class MemoryRecords implements InvocationRecords {
    private final MemoryData data;

    MemoryRecords(MemoryData data) {
        this.data = data;
    }

    @Override
    public Optional<InvocationRecord> find(UUID requestId) {
        synchronized (data) {
            return data.find(requestId).map(MemoryRow::record);
        }
    }

    @Override
    public List<InvocationRecord> list(Query query) {
        synchronized (data) {
            return data.rows()
                    .map(MemoryRow::record)
                    .filter(query::matches)
                    .sorted(Comparator.comparingLong(InvocationRecord::sequence).reversed())
                    .limit(query.limit())
                    .toList();
        }
    }

    @Override
    public List<AttemptRecord> attempts(UUID requestId) {
        synchronized (data) {
            return data.find(requestId).map(row -> List.copyOf(row.attempts)).orElse(List.of());
        }
    }

    @Override
    public byte[] result(UUID requestId) {
        synchronized (data) {
            return data.find(requestId).map(row -> row.result).orElse(new byte[0]);
        }
    }

    @Override
    public byte[] event(UUID requestId) {
        synchronized (data) {
            return data.find(requestId)
                    .map(row -> row.invocation.event().json())
                    .orElse(new byte[0]);
        }
    }

    @Override
    public SortedMap<Integer, byte[]> logs(UUID requestId) {
        synchronized (data) {
            SortedMap<Integer, byte[]> found = new TreeMap<>();
            data.logs.forEach((log, text) -> {
                if (log.requestId().equals(requestId)) {
                    found.put(log.number(), text);
                }
            });
            return found;
        }
    }

    @Override
    public List<LogEntry> newestLogs(FunctionUrn function, Instant from, int limit) {
        synchronized (data) {
            List<LogEntry> found = data.logs.keySet().stream()
                    .filter(log -> !log.storedAt().isBefore(from))
                    .filter(log -> data.find(log.requestId())
                            .orElseThrow()
                            .invocation
                            .function()
                            .equals(function))
                    .toList();
            return found.subList(Math.max(0, found.size() - limit), found.size());
        }
    }

    @Override
    public boolean knows(FunctionUrn function) {
        synchronized (data) {
            return data.accepted.contains(function);
        }
    }

    @Override
    public Tally tally() {
        synchronized (data) {
            long purged = LongStream.of(data.purged).sum();
            return new Tally(
                    data.rows().count() + purged,
                    count(InvocationStatus.WAIT),
                    count(InvocationStatus.RUNNING),
                    count(InvocationStatus.SUCCESS),
                    count(InvocationStatus.FAIL),
                    count(InvocationStatus.DISCARD),
                    purged);
        }
    }

    private long count(InvocationStatus status) {
        return data.rows().filter(row -> row.status == status).count() + data.purged[status.ordinal()];
    }

    @Override
    public void close() {}
}
