package dev.functiongraph.async.server.operator;

import dev.functiongraph.async.server.invocation.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command on the data directory of a server, which may run meanwhile. */
abstract class OperatorCommand implements Callable<Integer> {
    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "${env:FUNCTIONGRAPH_DATA_DIR:-data}",
            description = "The server's data directory; default $FUNCTIONGRAPH_DATA_DIR, or data.")
    private Path dataDir;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    @SuppressWarnings("UnusedVariable") // Picocli looks at it.
    private boolean help;

    @Spec
    CommandSpec spec;

    /** @return the exit status */
    abstract int run(Path dataDir, PrintWriter out) throws IOException;

    @Override
    public final Integer call() {
        // They would be ignored, and the command work on another directory than the one that was meant.
        List<OptionSpec> before = spec.parent() == null
                ? List.of()
                : spec.parent().commandLine().getParseResult().matchedOptions();
        if (!before.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    before.get(0).longestName() + " must come after the command: " + spec.name() + " ...");
        }
        PrintWriter out = spec.commandLine().getOut();
        try {
            return run(dataDir, out);
        } catch (IOException | StoreException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        } finally {
            out.flush();
        }
    }
}
