package dev.functiongraph.async.contract.report;

import dev.functiongraph.async.contract.coverage.ContractCoverage;
import dev.functiongraph.async.contract.register.Side;
import dev.functiongraph.async.contract.report.Report.NamedFunction;
import dev.functiongraph.async.contract.run.Result;
import dev.functiongraph.async.contract.run.Selection;
import dev.functiongraph.async.contract.server.ServerSettings;
import dev.functiongraph.async.contract.spec.Contract;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The settings of a run, as far as its reports show them.
 *
 * @param base where requests can be sent again; empty for the check of a client, which sends by itself
 * @param command the kit's command with its options, without the choice of requirements and without secrets
 * @param selection the options that chose the requirements, with a space before them; may be empty
 * @param subject what follows the options, with a space before it; may be empty
 * @param limit what makes the run find less than one with the defaults; empty if nothing does
 * @param functions that the run used; none for a client
 * @param coverage computes how much of the contract a result has shown
 */
public record ReportContext(
        Side side,
        Optional<URI> base,
        String command,
        String selection,
        String subject,
        String limit,
        List<NamedFunction> functions,
        Redaction redaction,
        Function<Result, ContractCoverage> coverage) {

    private static final int EXCERPT = 2_000;

    public static ReportContext of(ServerSettings settings) {
        Redaction withoutKey = Redaction.of(
                settings.token().orElse(""),
                settings.headers(),
                settings.target().base().toString(),
                settings.functions().enabled(),
                settings.functions().disabled(),
                settings.functions().absent());
        Redaction redaction = settings.key()
                .map(key -> withoutKey.withSecretKey(key.secret()))
                .orElse(withoutKey);
        return new ReportContext(
                Side.SERVER,
                Optional.of(settings.target().base()),
                KitCommand.of(settings, redaction),
                "",
                "",
                limit(settings.cases()),
                List.of(
                        new NamedFunction("enabled", settings.functions().enabled()),
                        new NamedFunction("disabled", settings.functions().disabled()),
                        new NamedFunction("absent", settings.functions().absent())),
                redaction,
                result -> ContractCoverage.ofServer(
                        Contract.fromClassPath(),
                        settings.target().prefix(),
                        settings.requiresCredentials(),
                        result.exchanges()));
    }

    /**
     * @param command what starts the client, word for word; reports show all of it
     * @param allowance how much longer than its case's time limit a call may take
     */
    public static ReportContext ofClient(List<String> command, Duration allowance) {
        return new ReportContext(
                Side.CLIENT,
                Optional.empty(),
                KitCommand.ofClient(allowance),
                "",
                " -- " + KitCommand.words(command),
                "",
                List.of(),
                Redaction.NONE,
                result -> ContractCoverage.ofClient(Contract.fromClassPath(), result.exchanges()));
    }

    private static String limit(int cases) {
        return cases < ServerSettings.DEFAULT_CASES
                ? "--cases " + cases + " finds less than the default, " + ServerSettings.DEFAULT_CASES
                : "";
    }

    /** With the options that chose the requirements. */
    public ReportContext withSelection(Selection chosen, Optional<Path> knownFailures) {
        List<String> words = new ArrayList<>();
        chosen.only().forEach(id -> words.addAll(List.of("--only", id)));
        chosen.skip().forEach(id -> words.addAll(List.of("--skip", id)));
        knownFailures.ifPresent(file -> words.addAll(List.of("--known-failures", file.toString())));
        String options = words.isEmpty() ? "" : " " + KitCommand.words(words);
        return new ReportContext(side, base, command, options, subject, limit, functions, redaction, coverage);
    }

    /** A text that a foreign server may have had a part in, without secrets and harmful characters, shortened. */
    public String harmless(String text) {
        return Printable.excerpt(Printable.of(redaction.text(text)), EXCERPT);
    }
}
