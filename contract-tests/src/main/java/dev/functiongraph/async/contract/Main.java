package dev.functiongraph.async.contract;

import dev.functiongraph.async.contract.cli.ClientCommand;
import dev.functiongraph.async.contract.cli.ListCommand;
import dev.functiongraph.async.contract.cli.ReplayCommand;
import dev.functiongraph.async.contract.cli.ServerCommand;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IVersionProvider;

/** The conformance kit's command line. */
@Command(
        name = "functiongraph-async-contract-tests",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Checks, requirement by requirement, whether a server or a client conforms to the contract.",
        footer = {
            "",
            "Exit status: 0 conformant, 1 not conformant, 2 inconclusive.",
        },
        subcommands = {ListCommand.class, ServerCommand.class, ClientCommand.class, ReplayCommand.class})
public final class Main {
    /** An answer that is waited for cannot be interrupted, and may have been given a minute. */
    private static final long LAST_MILLIS = 65_000;

    private Main() {}

    /** Exits with 0 if what was checked is conformant, 1 if not, 2 if that could not be determined. */
    public static void main(String[] arguments) {
        // Otherwise the validator's logging library prints a warning that there is no logger.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        CommandLine command = commandLine();
        Thread hook = concludingHook(Thread.currentThread(), command.getErr());
        Runtime.getRuntime().addShutdownHook(hook);
        int code = exitCode(command, arguments);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It waits for this thread to end.
            return;
        }
        System.exit(code);
    }

    /** On Ctrl-C and the like, a run is to end with its reports. */
    private static Thread concludingHook(Thread running, PrintWriter err) {
        return new Thread(() -> {
            err.println("interrupted: waiting for the report of the findings so far");
            running.interrupt();
            try {
                running.join(LAST_MILLIS);
            } catch (InterruptedException e) {
                // The shutdown is not waited for any longer.
            }
        });
    }

    /** An error of the virtual machine, too, says nothing of what is checked: it must not end in 1. */
    static int exitCode(CommandLine command, String... arguments) {
        try {
            return command.execute(arguments);
        } catch (Throwable e) {
            command.getErr().println("could not run because of a bug in this kit: " + e);
            return ExitCode.USAGE;
        }
    }

    /** A new one, whose exit statuses are those of {@link #main}. */
    public static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setParameterExceptionHandler((exception, arguments) -> {
                    CommandLine command = exception.getCommandLine();
                    command.getErr().println(exception.getMessage());
                    command.getErr().println("'" + command.getCommandSpec().qualifiedName() + " --help' shows more.");
                    return ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((exception, command, parsed) -> {
                    if (exception instanceof CouldNotRunException) {
                        command.getErr().println("could not run: " + exception.getMessage());
                    } else if (exception instanceof InterruptedException) {
                        command.getErr().println("could not run: the run was interrupted");
                    } else {
                        command.getErr().println("could not run because of a bug in this kit:");
                        exception.printStackTrace(command.getErr());
                    }
                    return ExitCode.USAGE;
                });
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"functiongraph-async-contract-tests " + (version == null ? "(not packaged)" : version)
            };
        }
    }
}
