package dev.functiongraph.async.server.operator;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.InvocationRecord;
import dev.functiongraph.async.server.invocation.InvocationRecords;
import dev.functiongraph.async.server.invocation.InvocationRecords.Query;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.store.SqliteInvocationRecords;
import dev.functiongraph.async.server.store.SqliteTools;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "redrive",
        description = "Queues failed or discarded invocations again, each under a new request id. One that was queued"
                + " again before is passed over.",
        sortOptions = false)
public final class RedriveCommand extends OperatorCommand {
    private static final int PAGE = 1_000;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "REQUEST_ID", arity = "0..*", description = "Which; or give --status.")
    private List<UUID> requestIds = new ArrayList<>();

    @Option(names = "--status", paramLabel = "STATUS", description = "All in this status: FAIL or DISCARD.")
    private InvocationStatus status;

    @Option(names = "--function", paramLabel = "URN", description = "With --status: only this function's; a full URN.")
    private FunctionUrn function;

    @Override
    int run(Path dataDir, PrintStream out) throws IOException {
        boolean byStatus = status == InvocationStatus.FAIL || status == InvocationStatus.DISCARD;
        if (byStatus == !requestIds.isEmpty() || (!byStatus && (status != null || function != null))) {
            throw new ParameterException(
                    spec.commandLine(), "Give request ids, or --status FAIL or DISCARD, then also --function.");
        }
        int redriven = 0;
        int passedOver = 0;
        try (SqliteTools tools = SqliteTools.open(dataDir);
                InvocationRecords records = SqliteInvocationRecords.open(dataDir)) {
            for (UUID id : byStatus ? ids(records) : requestIds) {
                UUID newId = UUID.randomUUID();
                if (tools.redrive(id, newId, Instant.now())) {
                    out.println(id + " -> " + newId);
                    redriven++;
                } else {
                    out.println(id + " passed over: unknown, not failed or discarded, or queued again before");
                    passedOver++;
                }
            }
        }
        out.println(redriven + " queued again, " + passedOver + " passed over");
        return CommandLine.ExitCode.OK;
    }

    private List<UUID> ids(InvocationRecords records) {
        List<UUID> ids = new ArrayList<>();
        long before = Long.MAX_VALUE;
        List<InvocationRecord> page;
        do {
            page = records.list(new Query(
                    Optional.ofNullable(function),
                    Optional.of(status),
                    Optional.empty(),
                    Optional.empty(),
                    before,
                    PAGE));
            for (InvocationRecord record : page) {
                ids.add(record.requestId());
                before = record.sequence();
            }
        } while (page.size() == PAGE);
        return ids;
    }
}
