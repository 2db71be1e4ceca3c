package dev.functiongraph.async.server;

import dev.functiongraph.async.server.config.ConfigReader;
import dev.functiongraph.async.server.config.HttpConfig;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.invocation.InvocationStatus;
import dev.functiongraph.async.server.local.InitCommand;
import dev.functiongraph.async.server.local.InvokeCommand;
import dev.functiongraph.async.server.local.Template;
import dev.functiongraph.async.server.operator.CredentialsCommand;
import dev.functiongraph.async.server.operator.DiscardCommand;
import dev.functiongraph.async.server.operator.DoctorCommand;
import dev.functiongraph.async.server.operator.ListCommand;
import dev.functiongraph.async.server.operator.LogsCommand;
import dev.functiongraph.async.server.operator.MigrateCommand;
import dev.functiongraph.async.server.operator.NodesCommand;
import dev.functiongraph.async.server.operator.RedriveCommand;
import dev.functiongraph.async.server.operator.ShowCommand;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of the executable jar. */
@Command(
        name = "functiongraph-async-server",
        description = "Queues asynchronous invocations of functions durably and runs them in the background.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:stopped by a signal, or the command succeeded",
            "1:not stopped within the drain timeout and 4 s",
            "2:cannot start: arguments, settings, files or address",
            "3:out of memory; a supervisor should start it again",
            "4:a function called System.exit; likewise, start it again",
            "129, 130, 143:ended at once by a second signal (HUP, INT, TERM)"
        },
        footerHeading = "%nEvery setting can be given as an option (--idle-timeout 1m), in the environment%n"
                + "(FUNCTIONGRAPH_IDLE_TIMEOUT=1m), or in the file of --config%n"
                + "(functiongraph.idle-timeout=1m); server/README.md explains them.%n")
public final class Main implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "FILE", description = "A properties file with settings.")
    private @Nullable Path configFile;

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) throws InterruptedException {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        Optional<Map<String, String>> settings = PlainSettings.of(arguments);
        int status = settings.isPresent()
                ? serve(
                        settings.get(),
                        Optional.ofNullable(settings.get().remove(PlainSettings.CONFIG))
                                .map(Path::of))
                : commandLine().execute(arguments);
        if (status != 0) {
            System.exit(status);
        }
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Main());
        SettingOptions.addTo(commandLine.getCommandSpec());
        Stream.of(
                        ListCommand.class,
                        ShowCommand.class,
                        LogsCommand.class,
                        RedriveCommand.class,
                        DiscardCommand.class,
                        DoctorCommand.class,
                        NodesCommand.class,
                        MigrateCommand.class,
                        CredentialsCommand.class,
                        InitCommand.class,
                        RunCommand.class,
                        InvokeCommand.class)
                .forEach(commandLine::addSubcommand);
        SettingOptions.addToRun(
                Objects.requireNonNull(commandLine.getSubcommands().get("run")).getCommandSpec());
        return commandLine
                .registerConverter(FunctionUrn.class, ArgumentParser::functionUrn)
                .registerConverter(UUID.class, ArgumentParser::requestId)
                .registerConverter(Path.class, ArgumentParser::path)
                .registerConverter(int.class, ArgumentParser::number)
                .registerConverter(InvocationStatus.class, ArgumentParser::status)
                .registerConverter(Template.class, ArgumentParser::template)
                .setParameterExceptionHandler(new CommandLineProblems());
    }

    @Override
    public Integer call() throws InterruptedException {
        return serve(SettingOptions.given(spec), Optional.ofNullable(configFile));
    }

    /** Starts a server, which runs until the process is told to stop. */
    private static int serve(Map<String, String> settings, Optional<Path> configFile) throws InterruptedException {
        return ServerRun.run(
                () -> FunctionGraphServer.start(ConfigReader.read(settings, System.getenv(), configFile)),
                Main::banner);
    }

    private static String banner(FunctionGraphServer server) {
        HttpConfig http = server.config().http();
        return StartupBanner.of(
                server.uri(), server.catalog(), http.credentialsFile().isPresent(), http.tlsCertificate());
    }

    static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"functiongraph-async-server " + version()};
        }
    }
}
