package dev.functiongraph.async.contract.cli;

import dev.functiongraph.async.contract.register.Register;
import dev.functiongraph.async.contract.register.Side;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.run.KnownFailures;
import dev.functiongraph.async.contract.run.Outcome;
import dev.functiongraph.async.contract.run.Progress;
import dev.functiongraph.async.contract.run.Result;
import dev.functiongraph.async.contract.run.Selection;
import dev.functiongraph.async.contract.run.Verdict;
import dev.functiongraph.async.contract.server.ServerConformance;
import dev.functiongraph.async.contract.server.ServerSettings;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks a server. */
@Command(name = "server", mixinStandardHelpOptions = true, description = "Checks a server.")
public final class ServerCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--base-url", required = true, description = "Where the server is.")
    private URI baseUrl;

    @Option(names = "--only", split = ",", description = "Only these requirements; * stands for any text.")
    private List<String> only = List.of();

    @Option(names = "--skip", split = ",", description = "Not these requirements.")
    private List<String> skip = List.of();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try {
            Selection selection = new Selection(only, skip);
            Result result =
                    new ServerConformance(ServerSettings.of(baseUrl)).run(selection, KnownFailures.NONE, Progress.NONE);
            result.verdicts().stream()
                    .filter(verdict -> verdict.outcome() != Outcome.PASSED)
                    .forEach(verdict -> print(out, verdict));
            out.printf(
                    "%d passed of %d%n",
                    result.count(Outcome.PASSED),
                    Register.current().of(Side.SERVER).size());
            return result.exitCode();
        } catch (CouldNotRunException e) {
            out.println("could not run: " + e.getMessage());
            return 2;
        }
    }

    private static void print(PrintWriter out, Verdict verdict) {
        out.printf("%s %s %s%n", verdict.outcome(), verdict.requirement().id(), verdict.note());
        verdict.mismatches().stream()
                .limit(3)
                .forEach(mismatch -> out.printf(
                        "  expected %s; got %s%n    %s%n",
                        mismatch.expected(),
                        mismatch.actual(),
                        mismatch.exchange()
                                .map(exchange -> exchange.sent().method() + " "
                                        + exchange.sent().target())
                                .orElse("")));
    }
}
