package dev.functiongraph.async.server.operator;

import dev.functiongraph.async.server.invocation.InvocationRecord;
import dev.functiongraph.async.server.invocation.InvocationRecords;
import dev.functiongraph.async.server.invocation.OperatorStore;
import dev.functiongraph.async.server.store.StoreLocation;
import dev.functiongraph.async.server.store.Stores;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command that shows one invocation with its event, result and attempts. */
@Command(
        name = "show",
        description = "Shows one invocation with its event, result and attempts.",
        exitCodeList = {
            "0:shown",
            "1:there is no such invocation",
            "2:not shown: the database or the arguments cannot be used"
        },
        sortOptions = false)
public final class ShowCommand extends OperatorCommand {
    @Parameters(paramLabel = "REQUEST_ID", description = "The invocation.")
    private UUID requestId;

    @Override
    int run(StoreLocation location, PrintWriter out) throws IOException {
        try (OperatorStore store = Stores.openForOperator(location)) {
            InvocationRecords records = store.records();
            Optional<InvocationRecord> found = records.find(requestId);
            if (found.isEmpty()) {
                System.err.println("there is no invocation " + requestId);
                return CommandLine.ExitCode.SOFTWARE;
            }
            print(found.get(), records, out);
            return CommandLine.ExitCode.OK;
        }
    }

    private static void print(InvocationRecord record, InvocationRecords records, PrintWriter out) {
        out.println("request id  " + record.requestId());
        out.println("function    " + record.function());
        out.println("status      " + record.status());
        out.println("accepted    " + record.acceptedAt());
        record.startedAt().ifPresent(at -> out.println("started     " + at));
        record.endedAt().ifPresent(at -> out.println("ended       " + at));
        if (!record.errorMessage().isEmpty()) {
            out.println("error       " + record.errorCode() + " " + OneLine.of(record.errorMessage()));
        }
        record.redriveOf().ifPresent(id -> out.println("redrive of  " + id));
        print("event ", records.event(record.requestId()), out);
        print("result", records.result(record.requestId()), out);
        out.println("attempts");
        records.attempts(record.requestId())
                .forEach(attempt -> out.println("  %d  %s  %s  %-7s  %s"
                        .formatted(
                                attempt.number(),
                                attempt.startedAt(),
                                attempt.endedAt(),
                                attempt.outcome(),
                                OneLine.of(attempt.message()))
                        .stripTrailing()));
    }

    private static void print(String what, byte[] bytes, PrintWriter out) {
        out.println(what + "      " + bytes.length + " bytes");
        out.print(StoredText.beginning(bytes));
    }
}
