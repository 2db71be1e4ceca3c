package dev.functiongraph.async.server.operator;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.InvocationRecord;
import dev.functiongraph.async.server.invocation.InvocationRecords.Query;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.invocation.OperatorStore;
import dev.functiongraph.async.server.store.StoreLocation;
import dev.functiongraph.async.server.store.Stores;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The command that lists invocations. */
@Command(name = "list", description = "Lists invocations, newest first.", sortOptions = false)
public final class ListCommand extends OperatorCommand {
    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "Only those in this status: ${COMPLETION-CANDIDATES}.")
    private @Nullable InvocationStatus status;

    @Option(names = "--function", paramLabel = "URN", description = "Only those of this function; a full URN.")
    private @Nullable FunctionUrn function;

    @Option(names = "--limit", paramLabel = "N", description = "The number of invocations at most; default 100.")
    private int limit = 100;

    @Override
    int run(StoreLocation location, PrintWriter out) throws IOException {
        if (limit < 1) {
            throw new ParameterException(spec.commandLine(), "--limit must be 1 or more.");
        }
        Query query = new Query(
                Optional.ofNullable(function),
                Optional.ofNullable(status),
                Optional.empty(),
                Optional.empty(),
                Long.MAX_VALUE,
                limit);
        try (OperatorStore store = Stores.openForOperator(location)) {
            store.records().list(query).forEach(record -> out.println(line(record)));
        }
        return CommandLine.ExitCode.OK;
    }

    private static String line(InvocationRecord record) {
        return "%s  %-7s  %s  %s  attempt %d%s"
                .formatted(
                        record.requestId(),
                        record.status(),
                        record.acceptedAt(),
                        record.function(),
                        record.attempt(),
                        record.errorMessage().isEmpty() ? "" : "  " + OneLine.of(record.errorMessage()));
    }
}
