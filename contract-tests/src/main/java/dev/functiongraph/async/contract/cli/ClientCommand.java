package dev.functiongraph.async.contract.cli;

import dev.functiongraph.async.contract.client.ClientConformance;
import dev.functiongraph.async.contract.client.ClientSettings;
import dev.functiongraph.async.contract.client.ProcessClient;
import dev.functiongraph.async.contract.register.Side;
import dev.functiongraph.async.contract.report.Circumstances;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.run.KnownFailures;
import dev.functiongraph.async.contract.run.Selection;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Checks a client. */
@Command(
        name = "client",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Checks a client. The command runs once for each case, finds CONFORMANCE_BASE_URL and CONFORMANCE_CASE"
                        + " in its environment, makes this one call, and prints what became of it as one line of JSON."
                        + " --timeout is how much longer than its case's time limit it may take.",
        footer = {"", "Exit status: 0 conformant, 1 not conformant, 2 that could not be found out."})
public final class ClientCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "After --: the program, and its arguments.")
    private List<String> command;

    @Mixin
    private RunOptions run;

    @Override
    public Integer call() throws CouldNotRunException, InterruptedException {
        Selection selection = run.selection(Side.CLIENT);
        KnownFailures known = run.knownFailures(Side.CLIENT);
        run.checkReportDirectory();
        ClientSettings settings = ClientSettings.of(new ProcessClient(command), String.join(" ", command))
                .withSeed(run.seed())
                .withAllowance(run.timeout());
        return run.conclude(
                new ClientConformance(settings).run(selection, known, run.progress()), Circumstances.ofClient(command));
    }
}
