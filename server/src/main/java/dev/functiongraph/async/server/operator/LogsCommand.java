package dev.functiongraph.async.server.operator;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.InvocationRecords;
import dev.functiongraph.async.server.invocation.OperatorStore;
import dev.functiongraph.async.server.store.StoreLocation;
import dev.functiongraph.async.server.store.Stores;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The command that shows what functions have written. */
@Command(
        name = "logs",
        description = "Shows what a function has written during the attempts of an invocation, or lately.",
        exitCodeList = {
            "0:shown",
            "1:there is no such invocation",
            "2:not shown: the database or the arguments cannot be used"
        },
        sortOptions = false)
public final class LogsCommand extends OperatorCommand {
    @Parameters(paramLabel = "REQUEST_ID", arity = "0..1", description = "The invocation.")
    private @Nullable UUID requestId;

    @Option(
            names = "--function",
            paramLabel = "URN",
            description = "Instead: the newest logs of this function; a full URN.")
    private @Nullable FunctionUrn function;

    @Option(names = "--follow", description = "And then further ones, as attempts of that function end, until Ctrl-C.")
    private boolean follow;

    @Option(names = "--limit", paramLabel = "N", description = "How many of a function's at first; default 10.")
    private int limit = 10;

    @Override
    int run(StoreLocation location, PrintWriter out) throws IOException {
        requireSense();
        try (OperatorStore store = Stores.openForOperator(location)) {
            InvocationRecords records = store.records();
            LogPrinter printer = new LogPrinter(records, out);
            if (function != null) {
                new FollowedLogs(records, function, printer, out).print(limit, follow);
                return CommandLine.ExitCode.OK;
            }
            if (requestId == null || records.find(requestId).isEmpty()) {
                spec.commandLine().getErr().println("there is no invocation " + requestId);
                return CommandLine.ExitCode.SOFTWARE;
            }
            printer.print(requestId);
            return CommandLine.ExitCode.OK;
        }
    }

    private void requireSense() {
        if ((requestId == null) == (function == null)) {
            throw new ParameterException(spec.commandLine(), "Give either a REQUEST_ID or --function URN.");
        }
        if (follow && function == null) {
            throw new ParameterException(spec.commandLine(), "--follow needs --function URN.");
        }
        if (limit < 1) {
            throw new ParameterException(spec.commandLine(), "--limit must be 1 or more.");
        }
    }
}
