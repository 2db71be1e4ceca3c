package dev.functiongraph.async.server.operator;

import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.OperatorStore;
import dev.functiongraph.async.server.store.StoreLocation;
import dev.functiongraph.async.server.store.Stores;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command that discards all that waits for a function. */
@Command(
        name = "discard",
        description = "Discards all invocations that wait for a function, such as one that is no longer served.",
        sortOptions = false)
public final class DiscardCommand extends OperatorCommand {
    @Option(names = "--function", paramLabel = "URN", required = true, description = "The function; a full URN.")
    private FunctionUrn function;

    @Override
    int run(StoreLocation location, PrintWriter out) throws IOException {
        try (OperatorStore store = Stores.openForOperator(location)) {
            out.println(store.discard(function, Instant.now()) + " discarded");
        }
        return CommandLine.ExitCode.OK;
    }
}
