package dev.functiongraph.async.contract.cli;

import dev.functiongraph.async.contract.register.Register;
import dev.functiongraph.async.contract.register.Requirement;
import dev.functiongraph.async.contract.register.Side;
import dev.functiongraph.async.contract.report.ReportContext;
import dev.functiongraph.async.contract.report.Reports;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.run.KnownFailures;
import dev.functiongraph.async.contract.run.Progress;
import dev.functiongraph.async.contract.run.Result;
import dev.functiongraph.async.contract.run.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options that checking a server and checking a client share. */
final class RunOptions {
    private static final String ID = "ID";

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private ContractOption contract;

    @Option(
            names = "--only",
            paramLabel = ID,
            split = ",",
            description = "Check only these requirements; * matches any text. May be repeated.")
    private List<String> only = List.of();

    @Option(
            names = "--skip",
            paramLabel = ID,
            split = ",",
            description = "Skip these requirements; * matches any text. May be repeated.")
    private List<String> skip = List.of();

    @Option(
            names = "--known-failures",
            paramLabel = "FILE",
            converter = PathConverter.class,
            description =
                    "A YAML file with lines 'ID: reason'. These requirements must fail; one that passes fails the run.")
    private Path knownFailures;

    @Option(
            names = "--seed",
            paramLabel = "N",
            converter = SeedConverter.class,
            description = "The seed of the generated inputs, decimal or 0x and hexadecimal; default: random.")
    private long seed = ThreadLocalRandom.current().nextLong(1L << 32);

    @Option(
            names = "--report",
            paramLabel = "DIR",
            converter = PathConverter.class,
            description = "The directory for report.html, report.json and junit.xml.")
    private Path report;

    Register register() {
        return contract.register();
    }

    long seed() {
        return seed;
    }

    /** @throws ParameterException if a pattern fits no requirement of the side, or nothing is left to check */
    Selection selection(Side side) {
        Selection selection = new Selection(stripped(only), stripped(skip));
        List<Requirement> requirements = contract.register().of(side);
        List<String> unknown = selection.unknown(requirements);
        if (!unknown.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "There is no requirement " + String.join(", ", unknown) + " for "
                            + side.name().toLowerCase(Locale.ROOT) + "s; the command list prints them all.");
        }
        if (requirements.stream().noneMatch(selection)) {
            throw new ParameterException(spec.commandLine(), "--only and --skip exclude every requirement.");
        }
        return selection;
    }

    private static List<String> stripped(List<String> patterns) {
        return patterns.stream().map(String::strip).toList();
    }

    KnownFailures knownFailures(Side side) throws CouldNotRunException {
        return knownFailures == null
                ? KnownFailures.NONE
                : KnownFailures.read(knownFailures, contract.register().of(side));
    }

    /** Found out before a run, whose findings would be lost otherwise. */
    void checkReportDirectory() throws CouldNotRunException {
        if (report != null) {
            if (report.toString().isEmpty()) {
                throw new ParameterException(spec.commandLine(), "--report needs a directory.");
            }
            try {
                Files.createDirectories(report);
            } catch (IOException e) {
                throw new CouldNotRunException("the directory of --report cannot be created: " + report);
            }
            if (!Files.isWritable(report)) {
                throw new CouldNotRunException("the directory of --report cannot be written to: " + report);
            }
        }
    }

    Progress progress() {
        return Terminal.isThere() ? new ProgressLine(spec.commandLine().getOut()) : Progress.NONE;
    }

    /** Prints and writes the reports. */
    int conclude(Result result, ReportContext context) throws CouldNotRunException {
        // An interrupted run still reports its findings, and an interrupted thread cannot write a file.
        Thread.interrupted();
        Reports reports = reports(result, context);
        reports.print(spec.commandLine().getOut());
        write(reports);
        return result.exitCode();
    }

    /**
     * Writes the reports of a run that could not begin, for whoever reads nothing else; they say that nothing was
     * checked, and why.
     *
     * @return the reason, as it may be printed
     */
    CouldNotRunException notBegun(Side side, String subject, CouldNotRunException reason, ReportContext context)
            throws CouldNotRunException {
        String text = context.harmless(String.valueOf(reason.getMessage()));
        List<Requirement> requirements =
                register().of(side).stream().filter(selection(side)).toList();
        write(reports(Result.notBegun(register().contract(), subject, seed, requirements, text), context));
        return new CouldNotRunException(text);
    }

    private Reports reports(Result result, ReportContext context) {
        return new Reports(
                result,
                context.withSelection(new Selection(only, skip), Optional.ofNullable(knownFailures)),
                Optional.ofNullable(report));
    }

    private void write(Reports reports) throws CouldNotRunException {
        try {
            reports.write();
        } catch (IOException e) {
            throw new CouldNotRunException("the reports cannot be written to " + report + ": " + e.getMessage());
        }
    }
}
