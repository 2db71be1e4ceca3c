package dev.functiongraph.async.server.operator;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.InvocationRecord;
import dev.functiongraph.async.server.invocation.InvocationRecords;
import dev.functiongraph.async.server.invocation.InvocationRecords.Query;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.invocation.OperatorStore;
import dev.functiongraph.async.server.invocation.OperatorStore.Redrive;
import dev.functiongraph.async.server.store.StoreLocation;
import dev.functiongraph.async.server.store.Stores;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The command that queues failed or discarded invocations again. */
@Command(
        name = "redrive",
        description = "Queues failed or discarded invocations again, each under a new request id. One that was redriven"
                + " before is skipped.",
        exitCodeList = {
            "0:queued again, but for those that are skipped",
            "1:some are left: the backlog or the disk is full",
            "2:the database or the arguments cannot be used"
        },
        sortOptions = false)
public final class RedriveCommand extends OperatorCommand {
    private static final int PAGE = 1_000;

    @Parameters(paramLabel = "REQUEST_ID", arity = "0..*", description = "The invocations; or give --status.")
    private List<UUID> requestIds = new ArrayList<>();

    @Option(names = "--status", paramLabel = "STATUS", description = "All invocations in this status: FAIL or DISCARD.")
    private @Nullable InvocationStatus status;

    @Option(
            names = "--function",
            paramLabel = "URN",
            description = "With --status: only those of this function; a full URN.")
    private @Nullable FunctionUrn function;

    @Override
    int run(StoreLocation location, PrintWriter out) throws IOException {
        boolean byStatus = isForRedrive(status);
        if (byStatus == !requestIds.isEmpty() || (!byStatus && (status != null || function != null))) {
            throw new ParameterException(
                    spec.commandLine(), "Give request ids, or --status FAIL or DISCARD, then also --function.");
        }
        Map<Redrive, Integer> counts = new EnumMap<>(Redrive.class);
        try (OperatorStore store = Stores.openForOperator(location)) {
            for (UUID id : byStatus ? ids(store.records()) : requestIds) {
                UUID newId = UUID.randomUUID();
                Redrive result = store.redrive(id, newId, Clock.systemUTC());
                counts.merge(result, 1, Integer::sum);
                if (result == Redrive.QUEUED) {
                    out.println(id + " -> " + newId);
                } else if (result == Redrive.SKIPPED) {
                    out.println(id + " skipped: " + whySkipped(store.records().find(id)));
                } else if (!byStatus) {
                    out.println(id + " left: " + reason(result));
                }
            }
        }
        int left = counts.getOrDefault(Redrive.BACKLOG_FULL, 0) + counts.getOrDefault(Redrive.NO_ROOM, 0);
        out.println(counts.getOrDefault(Redrive.QUEUED, 0) + " queued again, " + counts.getOrDefault(Redrive.SKIPPED, 0)
                + " skipped, " + left + " left");
        counts.keySet().stream()
                .filter(result -> !reason(result).isEmpty())
                .forEach(result -> out.println(
                        counts.get(result) + " left because " + reason(result) + ". Run the command again later."));
        return left == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static boolean isForRedrive(@Nullable InvocationStatus status) {
        return status == InvocationStatus.FAIL || status == InvocationStatus.DISCARD;
    }

    private static String whySkipped(Optional<InvocationRecord> record) {
        return record.map(InvocationRecord::status)
                .map(status -> isForRedrive(status) ? "it was redriven before" : "its status is " + status)
                .orElse("there is no such invocation");
    }

    private static String reason(Redrive result) {
        return switch (result) {
            case BACKLOG_FULL -> "the backlog is full";
            case NO_ROOM -> "the disk is nearly full";
            case QUEUED, SKIPPED -> "";
        };
    }

    private List<UUID> ids(InvocationRecords records) {
        List<UUID> ids = new ArrayList<>();
        long before = Long.MAX_VALUE;
        List<InvocationRecord> page;
        do {
            page = records.list(new Query(
                    Optional.ofNullable(function),
                    Optional.ofNullable(status),
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
