package dev.functiongraph.async.server.operator;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.InvocationRecords;
import dev.functiongraph.async.server.invocation.InvocationRecords.LogEntry;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The newest logs of a function, and those that are stored from then on, each once. Used by one thread. */
final class FollowedLogs {
    private static final Duration INTERVAL = Duration.ofMillis(500);
    /** Of several nodes, one may store something that bears a time before what another has stored. */
    private static final Duration OVERLAP = Duration.ofSeconds(30);

    private static final int MANY = 100_000;

    private final InvocationRecords records;
    private final FunctionUrn function;
    private final LogPrinter printer;
    private final PrintWriter out;
    private final Set<LogEntry> printed = new HashSet<>();

    FollowedLogs(InvocationRecords records, FunctionUrn function, LogPrinter printer, PrintWriter out) {
        this.records = records;
        this.function = function;
        this.printer = printer;
        this.out = out;
    }

    /**
     * @param limit how many there are at first
     * @param follow whether to go on until the process is told to end, or nobody reads any more
     */
    void print(int limit, boolean follow) {
        List<LogEntry> first = records.newestLogs(function, Instant.EPOCH, limit);
        Instant start = first.size() < limit ? Instant.EPOCH : first.get(0).storedAt();
        print(first);
        if (!follow) {
            return;
        }
        try (EndOfProcess end = EndOfProcess.await()) {
            while (!out.checkError() && !end.within(INTERVAL)) {
                Instant from = newest().minus(OVERLAP);
                printed.removeIf(entry -> entry.storedAt().isBefore(from));
                print(records.newestLogs(function, from.isBefore(start) ? start : from, MANY));
            }
        }
    }

    private Instant newest() {
        return printed.stream()
                .map(LogEntry::storedAt)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH.plus(OVERLAP));
    }

    private void print(List<LogEntry> entries) {
        entries.stream().filter(printed::add).forEach(printer::print);
        out.flush();
    }
}
