package dev.functiongraph.async.contract;

import dev.functiongraph.async.contract.cli.ClientCommand;
import dev.functiongraph.async.contract.cli.ListCommand;
import dev.functiongraph.async.contract.cli.ServerCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The conformance kit's command line. */
@Command(
        name = "functiongraph-async-contract-tests",
        mixinStandardHelpOptions = true,
        description = "Tells, requirement by requirement, whether a server or a client is true to the contract.",
        subcommands = {ListCommand.class, ServerCommand.class, ClientCommand.class})
public final class Main {
    private Main() {}

    /** Exits with 0 if what was checked is conformant, 1 if not, 2 if that could not be found out. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }
}
