package dev.functiongraph.async.server.local;

import dev.functiongraph.async.client.Invocation;
import dev.functiongraph.async.server.invocation.InvocationRecords.AttemptRecord;
import dev.functiongraph.async.server.text.TerminalText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** The text of an invocation that was sent from a terminal. */
final class InvocationText {
    private final PrintWriter out;
    private int attempts;

    InvocationText(PrintWriter out) {
        this.out = out;
    }

    void accepted(UUID requestId) {
        out.println("request id  " + requestId);
        out.flush();
    }

    /** Prints the attempts that have ended since it was called last. */
    void attempts(StoredInvocation stored) {
        List<AttemptRecord> ended = stored.attempts();
        SortedMap<Integer, String> logs = ended.size() > attempts ? stored.logs() : new TreeMap<>();
        for (AttemptRecord attempt : ended.subList(Math.min(attempts, ended.size()), ended.size())) {
            String message = TerminalText.line(attempt.message());
            out.println("attempt %d   %s  %d ms%s"
                    .formatted(
                            attempt.number(),
                            attempt.outcome(),
                            Duration.between(attempt.startedAt(), attempt.endedAt())
                                    .toMillis(),
                            message.isEmpty() ? "" : "  " + message));
            print(logs.getOrDefault(attempt.number(), ""));
        }
        attempts = ended.size();
        out.flush();
    }

    void ended(Invocation invocation, StoredInvocation stored, Path dataDir) {
        out.println("status      " + invocation.status());
        if (!invocation.errorMessage().isEmpty()) {
            out.println("error       " + invocation.errorCode() + " " + TerminalText.line(invocation.errorMessage()));
        }
        if (!stored.isThere()) {
            out.println(
                    "result      not known: it is not in " + dataDir + "; give --data-dir, or ask the server's store:"
                            + " show " + invocation.requestId() + " --store URL");
        } else {
            stored.result().ifPresent(result -> out.println("result      " + TerminalText.line(result)));
            if (attempts == 0) {
                logs(stored.logs());
            }
        }
    }

    private void logs(SortedMap<Integer, String> logs) {
        logs.forEach((number, log) -> {
            if (logs.size() > 1) {
                out.println("attempt " + number);
            }
            print(log);
        });
    }

    private void print(String log) {
        TerminalText.lines(log).forEach(line -> out.println("  | " + line));
    }

    void unfinished(String status, String limit, StoredInvocation stored) {
        out.println("status      " + status + " after " + limit + "; it goes on");
        List<AttemptRecord> ended = stored.attempts();
        if (!ended.isEmpty()) {
            AttemptRecord last = ended.get(ended.size() - 1);
            out.println("attempt %d   %s".formatted(last.number(), TerminalText.line(last.message())));
        }
    }
}
