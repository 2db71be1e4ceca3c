package dev.functiongraph.async.server.operator;

import dev.functiongraph.async.server.invocation.InvocationRecords;
import dev.functiongraph.async.server.invocation.InvocationRecords.AttemptRecord;
import dev.functiongraph.async.server.invocation.InvocationRecords.LogEntry;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The output of what functions have written: each attempt below a line that says how it ended. */
final class LogPrinter {
    private final InvocationRecords records;
    private final PrintWriter out;

    LogPrinter(InvocationRecords records, PrintWriter out) {
        this.records = records;
        this.out = out;
    }

    /** All attempts of an invocation that have ended. */
    void print(UUID requestId) {
        Map<Integer, byte[]> logs = records.logs(requestId);
        List<AttemptRecord> attempts = records.attempts(requestId);
        if (attempts.isEmpty()) {
            out.println("no attempt has ended yet");
        }
        for (AttemptRecord attempt : attempts) {
            out.println("== " + header(attempt));
            byte[] log = logs.get(attempt.number());
            out.print(log == null ? "(nothing was written, or it was deleted since)\n" : StoredText.log(log));
        }
    }

    /** One attempt among those of many invocations. */
    void print(LogEntry entry) {
        byte[] log = records.logs(entry.requestId()).get(entry.number());
        if (log != null) {
            String header = records.attempts(entry.requestId()).stream()
                    .filter(attempt -> attempt.number() == entry.number())
                    .findFirst()
                    .map(LogPrinter::header)
                    .orElse("attempt " + entry.number());
            out.println("== " + entry.requestId() + "  " + header);
            out.print(StoredText.log(log));
        }
    }

    private static String header(AttemptRecord attempt) {
        return "attempt %d  %s  %s  %s  %s"
                .formatted(
                        attempt.number(),
                        attempt.startedAt(),
                        attempt.endedAt(),
                        attempt.outcome(),
                        OneLine.of(attempt.message()))
                .stripTrailing();
    }
}
