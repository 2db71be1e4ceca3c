package dev.functiongraph.async.contract.cli;

import dev.functiongraph.async.contract.register.Side;
import dev.functiongraph.async.contract.report.ReportContext;
import dev.functiongraph.async.contract.run.CouldNotRunException;
import dev.functiongraph.async.contract.run.KnownFailures;
import dev.functiongraph.async.contract.run.Result;
import dev.functiongraph.async.contract.run.Selection;
import dev.functiongraph.async.contract.server.ServerConformance;
import dev.functiongraph.async.contract.server.ServerSettings;
import dev.functiongraph.async.contract.wire.Target;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command that checks a server. */
@Command(
        name = "server",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Checks a server.",
        footer = {"", "Exit status: 0 conformant, 1 not conformant, 2 inconclusive."})
public final class ServerCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            required = true,
            converter = UrlConverter.class,
            description = "The server's URL: http or https, with a path if the contract's paths are below one.")
    private URI baseUrl;

    @Mixin
    private FunctionOptions functions;

    @Mixin
    private CredentialOptions credentials;

    @Option(
            names = "--cases",
            paramLabel = "N",
            description = "The number of inputs to generate of each kind; default " + ServerSettings.DEFAULT_CASES
                    + ". Fewer find less.")
    private int cases = ServerSettings.DEFAULT_CASES;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "The time limit of an answer: seconds, or 500ms, 10s, 2m; default 10s.")
    private Duration timeout = ServerSettings.DEFAULT_TIMEOUT;

    @Option(
            names = "--time",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "The time limit of the whole run, such as 90s or 3m: what is not finished then could not run;"
                    + " default: none.")
    private @Nullable Duration time;

    @Option(
            names = "--any-json-events",
            description = "The server must accept events whose values are any JSON, not strings alone.")
    private boolean anyJsonEvents;

    @Mixin
    private RunOptions run;

    @Override
    public Integer call() throws CouldNotRunException {
        ServerSettings settings = settings();
        Selection selection = run.selection(Side.SERVER);
        KnownFailures known = run.knownFailures(Side.SERVER);
        run.checkReportDirectory();
        ReportContext context = ReportContext.of(settings);
        try {
            Result result = new ServerConformance(settings).run(run.register(), selection, known, run.progress());
            return run.conclude(result, context);
        } catch (CouldNotRunException e) {
            throw run.notBegun(Side.SERVER, baseUrl.toString(), e, context);
        }
    }

    private ServerSettings settings() {
        credentials.check();
        if (cases < 1) {
            throw new ParameterException(spec.commandLine(), "--cases must be 1 or more.");
        }
        if (baseUrl.getRawUserInfo() != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--base-url must not contain a user and password; use --header for credentials.");
        }
        try {
            return new ServerSettings(
                    new Target(baseUrl, timeout),
                    functions.functions(),
                    credentials.token(),
                    credentials.key(),
                    credentials.headers(),
                    run.seed(),
                    cases,
                    Optional.ofNullable(time),
                    anyJsonEvents);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--base-url: " + e.getMessage());
        }
    }
}
