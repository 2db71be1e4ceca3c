package dev.functiongraph.async.contract.cli;

import dev.functiongraph.async.contract.client.ClientConformance;
import dev.functiongraph.async.contract.client.ClientSettings;
import dev.functiongraph.async.contract.client.ProcessClient;
import dev.functiongraph.async.contract.register.Register;
import dev.functiongraph.async.contract.register.Requirement;
import dev.functiongraph.async.contract.register.Side;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.run.KnownFailures;
import dev.functiongraph.async.contract.run.Outcome;
import dev.functiongraph.async.contract.run.Progress;
import dev.functiongraph.async.contract.run.Result;
import dev.functiongraph.async.contract.run.Selection;
import dev.functiongraph.async.contract.run.Verdict;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a client. */
@Command(
        name = "client",
        mixinStandardHelpOptions = true,
        description =
                "Checks a client. The command runs once for each case, finds CONFORMANCE_BASE_URL and CONFORMANCE_CASE"
                        + " in its environment, makes this one call, and prints what became of it as one line of JSON.")
public final class ClientCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "After --: the program, and its arguments.")
    private List<String> command;

    @Option(names = "--only", split = ",", description = "Only these requirements; * stands for any text.")
    private List<String> only = List.of();

    @Option(names = "--skip", split = ",", description = "Not these requirements.")
    private List<String> skip = List.of();

    @Option(names = "--known-failures", description = "A YAML file of lines 'requirement: reason'.")
    private Path knownFailures;

    @Option(names = "--seed", defaultValue = "1", description = "Decides everything that is generated. Default: 1.")
    private long seed;

    @Option(
            names = "--timeout",
            defaultValue = "10",
            description = "How many seconds longer than its case's time limit the command may take. Default: 10.")
    private long timeout;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try {
            List<Requirement> requirements = Register.current().of(Side.CLIENT);
            ClientSettings settings = ClientSettings.of(new ProcessClient(command), String.join(" ", command))
                    .withSeed(seed)
                    .withAllowance(Duration.ofSeconds(timeout));
            KnownFailures known =
                    knownFailures == null ? KnownFailures.NONE : KnownFailures.read(knownFailures, requirements);
            Result result = new ClientConformance(settings).run(new Selection(only, skip), known, Progress.NONE);
            result.verdicts().stream()
                    .filter(verdict -> verdict.outcome() != Outcome.PASSED)
                    .forEach(verdict -> print(out, verdict));
            out.printf("%d passed of %d%n", result.count(Outcome.PASSED), requirements.size());
            return result.exitCode();
        } catch (CouldNotRunException e) {
            out.println("could not run: " + e.getMessage());
            return 2;
        }
    }

    private static void print(PrintWriter out, Verdict verdict) {
        out.printf("%s %s %s%n", verdict.outcome(), verdict.requirement().id(), verdict.note());
        verdict.mismatches()
                .forEach(mismatch -> out.printf("  expected %s; got %s%n", mismatch.expected(), mismatch.actual()));
    }
}
