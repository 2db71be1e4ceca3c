package dev.functiongraph.async.contract.cli;

import dev.functiongraph.async.contract.client.ClientConformance;
import dev.functiongraph.async.contract.client.ClientSettings;
import dev.functiongraph.async.contract.client.ProcessClient;
import dev.functiongraph.async.contract.register.Side;
import dev.functiongraph.async.contract.report.ReportContext;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.run.KnownFailures;
import dev.functiongraph.async.contract.run.Selection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that checks a client. */
@Command(
        name = "client",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Checks a client. The command runs once for each case, finds CONFORMANCE_BASE_URL and CONFORMANCE_CASE"
                        + " in its environment, makes this one call, and prints the result as one line of JSON."
                        + " Up to four commands run at once. Reports show the command in full: pass secrets in its"
                        + " environment.",
        footer = {"", "Exit status: 0 conformant, 1 not conformant, 2 inconclusive."})
public final class ClientCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "After --: the program and its arguments.")
    private List<String> command;

    @Mixin
    private RunOptions run;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description =
                    "The time that a command may take beyond its case's timeout_ms, to start and to stop, before it"
                            + " is killed: seconds, or 500ms, 10s, 2m; default 10s.")
    private Duration timeout = ClientSettings.DEFAULT_ALLOWANCE;

    @Override
    public Integer call() throws CouldNotRunException, InterruptedException {
        Selection selection = run.selection(Side.CLIENT);
        KnownFailures known = run.knownFailures(Side.CLIENT);
        run.checkReportDirectory();
        ClientSettings settings = ClientSettings.of(new ProcessClient(command), String.join(" ", command))
                .withSeed(run.seed())
                .withAllowance(timeout);
        ReportContext context = ReportContext.ofClient(command, timeout);
        try {
            return run.conclude(
                    new ClientConformance(settings).run(run.register(), selection, known, run.progress()), context);
        } catch (CouldNotRunException e) {
            throw run.notBegun(Side.CLIENT, settings.subject(), e, context);
        }
    }
}
