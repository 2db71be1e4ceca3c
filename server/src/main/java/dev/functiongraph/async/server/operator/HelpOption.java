package dev.functiongraph.async.server.operator;

import picocli.CommandLine.Option;

/** The option that shows a command's help. */
public final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    @SuppressWarnings("UnusedVariable") // Picocli looks at it.
    private boolean help;
}
