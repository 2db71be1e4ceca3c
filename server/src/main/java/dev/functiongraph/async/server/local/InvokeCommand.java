package dev.functiongraph.async.server.local;

import dev.functiongraph.async.client.AwaitTimeoutException;
import dev.functiongraph.async.client.FunctionDisabledException;
import dev.functiongraph.async.client.FunctionGraphAsyncClient;
import dev.functiongraph.async.client.FunctionGraphException;
import dev.functiongraph.async.client.FunctionHandle;
import dev.functiongraph.async.client.FunctionNotFoundException;
import dev.functiongraph.async.client.Invocation;
import dev.functiongraph.async.client.TransportException;
import dev.functiongraph.async.client.UnauthorizedException;
import dev.functiongraph.async.server.operator.HelpOption;
import dev.functiongraph.async.server.operator.MisplacedOptions;
import dev.functiongraph.async.server.text.TerminalText;
import dev.functiongraph.async.server.units.Units;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command that sends an event to a server, by its API. */
@Command(
        name = "invoke",
        description = "Sends an event to a function of a server, and shows how it ends.",
        exitCodeList = {
            "0:it succeeded; without --wait or --follow: the event was accepted",
            "1:it failed, was discarded, or has not ended in time",
            "2:it was not sent, or nobody knows what became of it"
        },
        sortOptions = false)
public final class InvokeCommand implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofMillis(250);

    @Parameters(
            paramLabel = "NAME",
            description = "The function: its name, name:version, name:!alias, or any form of a URN.")
    private String name;

    @Option(names = "--event", paramLabel = "FILE", description = "The file of the event; - is the standard input.")
    private @Nullable String file;

    @Option(names = "--data", paramLabel = "JSON", description = "The event itself; without both it is {}.")
    private @Nullable String data;

    @Option(names = "--wait", description = "Wait for the end; show status, result and error.")
    private boolean wait;

    @Option(names = "--follow", description = "Likewise, and show each attempt when it ends.")
    private boolean follow;

    @Option(names = "--timeout", paramLabel = "TIME", description = "How long to wait at most; default 5m.")
    private String timeout = "5m";

    @Option(names = "--base-url", paramLabel = "URL", description = "The server; default http://127.0.0.1:8080.")
    private String baseUrl = "http://127.0.0.1:8080";

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "A file with the token to send, which nobody else may read (chmod 600).")
    private @Nullable Path tokenFile;

    @Option(names = "--functions", paramLabel = "FILE", description = "The functions file; default functions.yaml.")
    private Path functions = Path.of(Workplace.FUNCTIONS);

    @Option(names = "--project", paramLabel = "ID", description = "The project, where the file does not tell.")
    private @Nullable String project;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "The server's data directory, which has the result; default .functiongraph beside the file.")
    private @Nullable Path dataDir;

    @Mixin
    @SuppressWarnings("UnusedVariable") // Picocli looks at it.
    private final HelpOption help = new HelpOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        MisplacedOptions.refuse(spec);
        if (file != null && data != null) {
            throw new ParameterException(spec.commandLine(), "--event and --data: only one of them can be the event");
        }
        Duration limit = duration(timeout);
        try (FunctionGraphAsyncClient client = client()) {
            String event = EventText.of(file, data, System.in);
            CalledFunction called = CalledFunction.find(name, project, functions);
            FunctionHandle function = client.project(called.projectId()).function(called.name());
            return invoke(function, called, event, limit);
        } catch (CommandProblem e) {
            spec.commandLine().getErr().println(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        } finally {
            spec.commandLine().getOut().flush();
        }
    }

    private int invoke(FunctionHandle function, CalledFunction called, String event, Duration limit)
            throws CommandProblem {
        UUID requestId;
        try {
            requestId = function.invokeJson(event).requestId();
        } catch (FunctionGraphException e) {
            throw refused(e, called);
        }
        InvocationText text = new InvocationText(spec.commandLine().getOut());
        text.accepted(requestId);
        if (!wait && !follow) {
            return CommandLine.ExitCode.OK;
        }
        Path kept = dataDir == null ? new Workplace(functions).dataDir() : dataDir;
        try (StoredInvocation stored = StoredInvocation.of(requestId, kept)) {
            return await(function, requestId, limit, stored, kept, text);
        } catch (FunctionGraphException e) {
            throw new CommandProblem("the event was accepted, but its end is not known: " + e.getMessage());
        }
    }

    private int await(
            FunctionHandle function,
            UUID requestId,
            Duration limit,
            StoredInvocation stored,
            Path kept,
            InvocationText text) {
        try {
            Invocation ended = await(function, requestId, limit, follow ? () -> text.attempts(stored) : () -> {});
            text.ended(ended, stored, kept);
            return ended.status() == Invocation.Status.SUCCESS
                    ? CommandLine.ExitCode.OK
                    : CommandLine.ExitCode.SOFTWARE;
        } catch (AwaitTimeoutException e) {
            text.unfinished(e.lastStatus().map(Enum::name).orElse("not known"), timeout, stored);
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    /** @param meanwhile done between looks, and once more after the end */
    private static Invocation await(FunctionHandle function, UUID requestId, Duration limit, Runnable meanwhile) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            try {
                Invocation ended = function.await(requestId, left.compareTo(LOOK) < 0 ? left : LOOK);
                meanwhile.run();
                return ended;
            } catch (AwaitTimeoutException e) {
                meanwhile.run();
                if (System.nanoTime() - deadline >= 0) {
                    throw e;
                }
            }
        }
    }

    private FunctionGraphAsyncClient client() throws CommandProblem {
        Optional<String> token = tokenFile == null ? Optional.empty() : Optional.of(TokenFile.read(tokenFile));
        try {
            return FunctionGraphAsyncClient.builder()
                    .baseUri(URI.create(baseUrl))
                    .token(() -> token.orElse(null))
                    .pollInterval(LOOK)
                    .build();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--base-url: '" + TerminalText.line(baseUrl) + "' is not an address such as http://127.0.0.1:8080");
        }
    }

    private Duration duration(String text) {
        try {
            return Units.duration(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--timeout: " + e.getMessage());
        }
    }

    private CommandProblem refused(FunctionGraphException refusal, CalledFunction called) {
        if (refusal instanceof TransportException) {
            return new CommandProblem(
                    refusal.mayHaveBeenAccepted()
                            ? "the event may have been accepted or not: " + refusal.getMessage()
                            : refusal.getMessage() + "; start a server with: " + OwnCommand.with("run"));
        }
        if (refusal instanceof FunctionNotFoundException) {
            return new CommandProblem("the server at " + TerminalText.line(baseUrl) + " has no function "
                    + TerminalText.line(called.name()));
        }
        if (refusal instanceof FunctionDisabledException) {
            return new CommandProblem("the function " + TerminalText.line(name) + " is disabled");
        }
        boolean noToken = refusal instanceof UnauthorizedException && tokenFile == null;
        return new CommandProblem("the event was refused: " + TerminalText.line(refusal.errorMessage())
                + (noToken ? "; --token-file names a file with the token to send" : ""));
    }
}
