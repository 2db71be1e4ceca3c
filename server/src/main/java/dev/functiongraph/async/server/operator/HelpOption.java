package dev.functiongraph.async.server.operator;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The option that shows a command's help, with a heading for what the exit status means. */
@Command(exitCodeListHeading = "Exit status:%n")
public final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    @SuppressWarnings("UnusedVariable") // Picocli looks at it.
    private boolean help;
}
