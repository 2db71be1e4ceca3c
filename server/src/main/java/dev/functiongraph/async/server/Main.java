package dev.functiongraph.async.server;

import dev.functiongraph.async.server.config.ConfigReader;
import dev.functiongraph.async.server.config.InvalidConfigException;
import dev.functiongraph.async.server.config.ServerConfig;
import dev.functiongraph.async.server.function.FunctionUrn;
import dev.functiongraph.async.server.function.InvalidCatalogException;
import dev.functiongraph.async.server.function.MalformedUrnException;
import dev.functiongraph.async.server.operator.DiscardCommand;
import dev.functiongraph.async.server.operator.DoctorCommand;
import dev.functiongraph.async.server.operator.ListCommand;
import dev.functiongraph.async.server.operator.RedriveCommand;
import dev.functiongraph.async.server.operator.ShowCommand;
import dev.functiongraph.async.server.process.ExitStatus;
import dev.functiongraph.async.server.process.OutOfMemory;
import dev.functiongraph.async.server.process.StandardStreams;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The command line. */
@Command(
        name = "functiongraph-async-server",
        description = "Queues asynchronous invocations of functions durably and runs them in the background.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            ListCommand.class,
            ShowCommand.class,
            RedriveCommand.class,
            DiscardCommand.class,
            DoctorCommand.class
        },
        sortOptions = false,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:stopped by a signal, or the command succeeded",
            "1:not stopped within the drain timeout and 4 s",
            "2:cannot start: arguments, settings, files or address",
            "3:out of memory; a supervisor should start it again",
            "4:a function called System.exit; likewise",
            "129, 130, 143:ended at once by a second signal (HUP, INT, TERM)"
        },
        footerHeading = "%nEvery setting may also stand in the environment (FUNCTIONGRAPH_PORT=8081) or in the file%n"
                + "of --config (functiongraph.port=8081); the README lists them all.%n")
public final class Main implements Callable<Integer> {
    private static final Duration LOG_LIMIT = Duration.ofSeconds(1);

    @Option(names = "--host", paramLabel = "ADDRESS", description = "Address to bind; default 127.0.0.1.")
    private String host;

    @Option(names = "--port", paramLabel = "PORT", description = "Port to bind, 0 for any free one; default 8080.")
    private String port;

    @Option(
            names = "--functions",
            paramLabel = "FILE",
            description = "The functions to serve (YAML); default: a bundled demo catalog.")
    private String functions;

    @Option(names = "--data-dir", paramLabel = "DIR", description = "Where invocations are kept; default data.")
    private String dataDir;

    @Option(names = "--config", paramLabel = "FILE", description = "More settings, as properties.")
    private Path configFile;

    public static void main(String[] arguments) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        int status = new CommandLine(new Main())
                .registerConverter(FunctionUrn.class, Main::functionUrn)
                .registerConverter(UUID.class, Main::requestId)
                .execute(arguments);
        if (status != 0) {
            System.exit(status);
        }
    }

    private static FunctionUrn functionUrn(String text) {
        try {
            return FunctionUrn.parse(text);
        } catch (MalformedUrnException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    private static UUID requestId(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "' is not a request id");
        }
    }

    /** Starts a server, which runs until the process is told to stop. */
    @Override
    public Integer call() throws InterruptedException {
        StandardStreams.neverBlock();
        OutOfMemory.endsProcess();
        Shutdown shutdown = Shutdown.install();
        try {
            ServerConfig config = ConfigReader.read(commandLine(), System.getenv(), Optional.ofNullable(configFile));
            FunctionGraphServer server = FunctionGraphServer.start(config);
            System.out.print(Greeting.of(server.uri(), server.catalog()));
            shutdown.started(server);
            // A function may interrupt any thread; this does not notice.
            return new CompletableFuture<Integer>().join();
        } catch (InvalidConfigException | InvalidCatalogException | IOException e) {
            System.err.println(e.getMessage());
            return ExitStatus.CANNOT_START;
        } finally {
            shutdown.startFailed();
            StandardStreams.flush(LOG_LIMIT);
        }
    }

    private Map<String, String> commandLine() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("host", host);
        settings.put("port", port);
        settings.put("functions", functions);
        settings.put("data-dir", dataDir);
        settings.values().removeIf(value -> value == null);
        return settings;
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"functiongraph-async-server " + (version == null ? "(not packaged)" : version)};
        }
    }
}
