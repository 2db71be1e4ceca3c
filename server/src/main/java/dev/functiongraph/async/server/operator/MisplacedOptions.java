package dev.functiongraph.async.server.operator;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** The options before a command's name, which are the server's. */
public final class MisplacedOptions {
    private MisplacedOptions() {}

    /** They would be ignored, and the command work on another file or directory than the one that was meant. */
    public static void refuse(CommandSpec command) {
        for (CommandSpec parent = command.parent(); parent != null; parent = parent.parent()) {
            List<OptionSpec> before = parent.commandLine().getParseResult().matchedOptions();
            if (!before.isEmpty()) {
                throw new ParameterException(
                        command.commandLine(),
                        before.get(0).longestName() + " must come after the command: " + command.name() + " ...");
            }
        }
    }
}
